import { outputFolders } from './output-folders.ts';

it.each([
  ['one file', ['/a/photo.jpg'], ['photo']],
  ['files of one folder', ['/a/b/x.jpg', '/a/b/y.png'], ['x', 'y']],
  ['files of several folders', ['/a/b/x.jpg', '/a/c/d/x.jpg'], ['b/x', 'c/d/x']],
  ['a file above another', ['/a/x.jpg', '/a/b/x.jpg'], ['x', 'b/x']],
  ['files with nothing in common', ['/a/x.jpg', '/b/x.jpg'], ['a/x', 'b/x']],
  ['a folder whose name begins like another', ['/a/b/x.jpg', '/a/bc/y.jpg'], ['b/x', 'bc/y']],
  [
    'the same name with two extensions',
    ['/a/x.jpg', '/a/x.png', '/a/y.png'],
    ['x.jpg', 'x.png', 'y'],
  ],
  [
    'a name that another one has just moved to',
    ['/a/x.jpg', '/a/x.png', '/a/x.jpg.gif'],
    ['x.jpg', 'x.png', 'x.jpg.gif'],
  ],
  ['names that some disks take for the same', ['/a/X.jpg', '/a/x.png'], ['X.jpg', 'x.png']],
  ['no extension, and nothing but one', ['/a/photo', '/a/.jpg'], ['photo', '.jpg']],
  ['names that would lead out of the folder', ['/a/...jpg', '/a/..png'], ['...jpg', '..png']],
])('gives %s a folder each', (_, paths, folders) => {
  expect(outputFolders(paths)).toEqual(folders);
});
