/** Requests to one image, whose id is at this place (a JSON Pointer) in the body of a response. */
export const linksToImage = (pointer: string) => {
  const parameters = { id: `$response.body#${pointer}` };
  return {
    image: { operationId: 'getImage', parameters, description: 'The image.' },
    deletion: { operationId: 'deleteImage', parameters, description: 'Its deletion.' },
  } as const;
};

/** The same list from the `cursor` of a page on. */
export const LINK_TO_NEXT_PAGE = {
  next: {
    operationId: 'listImages',
    parameters: { cursor: '$response.body#/cursor' },
    description: 'The next page, unless `cursor` is absent.',
  },
} as const;
