using System.Buffers;
using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Monitoring.Core.Redaction;

/// <summary>Tells by the name of a field whether it holds a secret.</summary>
/// <remarks>
/// A name is taken as words, parted by <c>_ - .</c>, blanks and the capitals of camelCase, so that <c>author</c> is not
/// <c>auth</c>. Names are bounded, since nobody calls a field by hundreds of characters.
/// </remarks>
internal sealed class SensitiveNames
{
    /// <summary>The longest name that is looked at; of a longer one the end, which says what it is.</summary>
    public const int MaxLength = 128;

    private static readonly ImmutableArray<string> HeaderEndings = ["authorization", "cookie", "cookies"];

    private static readonly SearchValues<string> StrongParts = SearchValues.Create(
    [
        "password", "passwd", "passphrase", "secret", "apikey", "accesskey", "privatekey", "encryptionkey", "signingkey", "sharedkey", "accountkey", "authkey", "authtoken",
        "accesstoken", "refreshtoken", "idtoken", "sessiontoken", "bearertoken", "csrftoken", "xsrftoken", "apitoken", "credential", "connectionstring",
        "sessionid", "sessid", "creditcard", "cardnumber", "socialsecurity", "mysqlpwd",
    ],
    StringComparison.Ordinal);

    private static readonly ImmutableArray<string> StrongLastWords = ["pwd", "cvv", "cvc", "ssn"];

    private static readonly ImmutableArray<string> WeakLastWords =
        ["auth", "token", "pass", "session", "jwt", "otp", "pin", "csrf", "xsrf", "creds", "bearer", "signature"];

    /// <summary>
    /// A name that ends so speaks about a secret and is none: <c>password_length</c>, <c>PasswordHasher.cs</c> of a stack
    /// trace, <c>InvalidCredentialException</c> of a title.
    /// </summary>
    private static readonly FrozenSet<string> Harmless = FrozenSet.Create(
        StringComparer.Ordinal,
        [
            "count", "length", "size", "policy", "type", "expiry", "expires", "expiration", "enabled", "required", "valid", "missing", "changed", "url", "uri", "name",
            "exception", "error", "errors", "failure", "warning", "failed", "invalid", "expired", "denied", "event", "hasher", "validator", "service", "controller", "manager",
            "provider", "handler", "helper", "utils", "store", "repository", "factory", "client", "middleware", "module", "test", "tests", "spec",
            "c", "cc", "cpp", "h", "hpp", "cs", "vb", "fs", "py", "pyx", "js", "mjs", "cjs", "ts", "jsx", "tsx", "vue", "svelte", "java", "kt", "scala", "groovy", "go", "rs", "rb",
            "php", "swift", "m", "mm", "dart", "ex", "exs", "erl", "lua", "pl", "sh", "sql", "html", "css", "json", "xml", "yml", "yaml", "toml", "txt", "log", "md", "dll", "exe",
            "so", "jar", "cshtml", "razor", "gradle",
        ]);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> HarmlessWords = Harmless.GetAlternateLookup<ReadOnlySpan<char>>();

    private readonly SearchValues<string>? _additional;
    private readonly FrozenSet<string> _safe;

    public SensitiveNames(IEnumerable<string> additional, IEnumerable<string> safe)
    {
        string[] parts = [.. additional.Select(name => Joined(Words(name))).Where(name => name.Length > 0).Distinct()];
        _additional = parts.Length == 0 ? null : SearchValues.Create(parts, StringComparison.Ordinal);
        _safe = safe.Select(name => Joined(Words(name))).ToFrozenSet(StringComparer.Ordinal);
        Triggers = [.. TriggersOf(additional)];
    }

    /// <summary>Texts without regard to case, one of which is in every sensitive name that is written as one word.</summary>
    public ImmutableArray<string> Triggers { get; }

    public NameSensitivity Classify(ReadOnlySpan<char> name)
    {
        Span<char> letters = stackalloc char[MaxLength];
        var joined = letters[..Join(name.Length > MaxLength ? name[^MaxLength..] : name, letters, out var lastWord)];
        if (joined.IsEmpty)
        {
            return NameSensitivity.None;
        }

        var last = joined[lastWord..];
        return _safe.GetAlternateLookup<ReadOnlySpan<char>>().Contains(joined) ? NameSensitivity.None
            : _additional is not null && joined.ContainsAny(_additional) ? NameSensitivity.Strong
            : HarmlessWords.Contains(last) || joined.IndexOf("publickey") >= 0 ? NameSensitivity.None
            : IsOneOf(last, HeaderEndings) ? NameSensitivity.Header
            : IsOneOf(last, StrongLastWords) || joined.ContainsAny(StrongParts) ? NameSensitivity.Strong
            : IsOneOf(last, WeakLastWords) ? NameSensitivity.Weak
            : NameSensitivity.None;
    }

    private static IEnumerable<string> TriggersOf(IEnumerable<string> additional) =>
    [
        "auth", "cookie", "passw", "passphrase", "secret", "credential", "token", "key", "pwd", "cvv", "cvc", "ssn", "pass", "sess", "jwt", "otp", "pin", "csrf", "xsrf",
        "creds", "bearer", "signature", "connectionstring", "connection_string", "connection-string", "creditcard", "credit_card", "credit-card", "cardnumber", "card_number",
        "card-number", "socialsecurity", "social_security", "social-security",
        .. additional.Select(name => Words(name) is { Count: > 0 } words ? words[0] : "").Where(word => word.Length > 0),
    ];

    private static bool IsOneOf(ReadOnlySpan<char> word, ImmutableArray<string> words)
    {
        foreach (var known in words)
        {
            if (word.SequenceEqual(known))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Writes the words of a name in lower case one behind the other; says how long they are, and where the last one begins.</summary>
    private static int Join(ReadOnlySpan<char> name, Span<char> letters, out int lastWord)
    {
        var length = 0;
        var isInWord = false;
        lastWord = 0;
        for (var position = 0; position < name.Length; position++)
        {
            if (!char.IsLetterOrDigit(name[position]))
            {
                isInWord = false;
                continue;
            }

            lastWord = isInWord && !IsHump(name, position) ? lastWord : length;
            letters[length++] = char.ToLowerInvariant(name[position]);
            isInWord = true;
        }

        return length;
    }

    private static string Joined(List<string> words) => string.Concat(words);

    private static List<string> Words(ReadOnlySpan<char> name)
    {
        var words = new List<string>();
        var start = 0;
        for (var position = 0; position <= name.Length; position++)
        {
            if (position == name.Length || !char.IsLetterOrDigit(name[position]) || IsHump(name, position))
            {
                if (position > start)
                {
                    words.Add(name[start..position].ToString().ToLowerInvariant());
                }

                start = position < name.Length && char.IsLetterOrDigit(name[position]) ? position : position + 1;
            }
        }

        return words;
    }

    // "userPassword" and "HTTPCookie", not "PASSWORD".
    private static bool IsHump(ReadOnlySpan<char> name, int position) =>
        position > 0
        && char.IsUpper(name[position])
        && (char.IsLower(name[position - 1]) || (position + 1 < name.Length && char.IsUpper(name[position - 1]) && char.IsLower(name[position + 1])));
}
