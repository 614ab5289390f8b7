import tseslint from 'typescript-eslint'

// What a signal gives is passed on as it is, and a dial that failed is data: an Error costs more than a socket.
const thrown = {
  allowThrowingAny: true,
  allowThrowingUnknown: true,
  allow: [{ from: 'file', name: ['DialFailure', 'TlsFailure'] }],
}

// Few rules, each against a fault that the compiler lets through. Format is prettier's business.
export default tseslint.config(
  { ignores: ['dist*/', 'coverage/', 'docs/api/'] },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.base],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
      '@typescript-eslint/only-throw-error': ['error', thrown],
      '@typescript-eslint/prefer-promise-reject-errors': ['error', thrown],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unsafe-return': 'error',
      '@typescript-eslint/no-unsafe-assignment': 'error',
      '@typescript-eslint/no-unnecessary-type-assertion': 'error',
      '@typescript-eslint/no-base-to-string': 'error',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-unused-expressions': 'error',
      eqeqeq: ['error', 'always'],
      'no-var': 'error',
      'prefer-const': 'error',
      'no-constant-binary-expression': 'error',
      'no-fallthrough': 'error',
      'no-unsafe-finally': 'error',
      'no-loss-of-precision': 'error',
      'no-self-compare': 'error',
      'no-control-regex': 'error',
      'no-misleading-character-class': 'error',
      'no-console': 'error',
    },
  },
  // The command, tests and benchmarks talk to people.
  { files: ['src/cli/**', 'test/**', 'bench/**', 'examples/**'], rules: { 'no-console': 'off' } },
)
