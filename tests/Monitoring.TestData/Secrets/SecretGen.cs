namespace Monitoring.TestData.Secrets;

/// <summary>Secrets of every kind that the built-in rules know.</summary>
public static class SecretGen
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const string Digits = "0123456789";

    /// <summary>Names that tell of a secret.</summary>
    public static string[] Names { get; } =
    [
        "password", "Passwd", "db_password", "clientSecret", "API-Key", "access_token", "auth", "credentials", "session", "PHPSESSID", "private_key", "pin", "cvv", "ssn", "otp",
        "Authorization", "Cookie", "X-CSRF-Token", "connectionString", "aws_secret_access_key",
    ];

    private static readonly Func<Random, Secret>[] Kinds =
    [
        random => Named(random, Names[random.Next(Names.Length)]),
        random => Named(random, Names[random.Next(Names.Length)]),
        random => InText(random, $"password={Word(random, 12)}", 9),
        random => InText(random, $"{{\"clientSecret\": \"{Word(random, 14)}\"}}", 18, tail: 2),
        random => InText(random, $"GET /login?token={Word(random, 9)}", 17),
        random => Code(random, $"eyJ{Word(random, 20)}.eyJ{Word(random, 30)}.{Word(random, 30)}"),
        random => Code(random, $"AKIA{Of(random, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16)}"),
        random => Code(random, $"ghp_{Word(random, 36)}"),
        random => Code(random, $"glpat-{Word(random, 22)}"),
        random => Code(random, $"xoxb-{Of(random, Digits, 12)}-{Word(random, 20)}"),
        random => Code(random, $"sk_live_{Word(random, 24)}"),
        random => Bearer(Word(random, 22) + "7"),
        random => UrlPassword(Word(random, 16)),
        random => Pem(Word(random, 64)),
        random => InText(random, Card(random), 0),
        random => InText(random, $"{random.Next(100, 666):D3}-{random.Next(1, 100):D2}-{random.Next(1, 10_000):D4}", 0),
        random => InText(random, Iban(random), 0),
    ];

    /// <summary>A secret of any kind.</summary>
    public static Secret Next(Random random) => Kinds[random.Next(Kinds.Length)](random);

    /// <summary>A secret that only the name of its field tells of.</summary>
    public static Secret NextNamed(Random random) => Named(random, Names[random.Next(Names.Length)]);

    /// <summary>A text with a secret in it.</summary>
    /// <param name="random">Chooses.</param>
    /// <param name="isFoundInCode">Whether the secret must be one that is found in code, too.</param>
    public static Secret NextText(Random random, bool isFoundInCode = false)
    {
        while (true)
        {
            var secret = Next(random);
            if (secret.Text is not null && (secret.IsFoundInCode || !isFoundInCode))
            {
                return secret;
            }
        }
    }

    private static Secret Named(Random random, string name)
    {
        var value = Word(random, 11);
        return new Secret { Needle = value, Text = null, Name = name };
    }

    private static Secret InText(Random random, string text, int from, int tail = 0) => new() { Needle = text[from..^tail], Text = Around(random, text) };

    private static Secret Code(Random random, string token) => new() { Needle = token, Text = Around(random, token), IsFoundInCode = true };

    private static Secret Bearer(string token) => new() { Needle = token, Text = $"sent Bearer {token}", IsFoundInCode = true };

    private static Secret UrlPassword(string password) => new() { Needle = password, Text = $"at postgres://ann:{password}@db.local:5432/x", IsFoundInCode = true };

    private static Secret Pem(string key) => new()
    {
        Needle = key,
        Text = $"-----BEGIN RSA PRIVATE KEY-----\n{key}\n-----END RSA PRIVATE KEY-----",
        IsFoundInCode = true,
    };

    private static string Around(Random random, string text) => random.Next(4) switch
    {
        0 => text,
        1 => $"before \"{text}\" behind",
        2 => $"größe: {text}, € 😀",
        _ => $"line\n\t{text}\nline",
    };

    private static string Card(Random random)
    {
        var digits = $"4{Of(random, Digits, 14)}";
        var sum = 0;
        for (var index = 0; index < digits.Length; index++)
        {
            var digit = (digits[^(index + 1)] - '0') * (index % 2 == 0 ? 2 : 1);
            sum += digit > 9 ? digit - 9 : digit;
        }

        var card = $"{digits}{(10 - (sum % 10)) % 10}";
        return random.Next(2) == 0 ? card : string.Join(' ', card.Chunk(4).Select(group => new string(group)));
    }

    private static string Iban(Random random)
    {
        var account = Of(random, Digits, 18);
        var rest = (account + "131400").Aggregate(0, (rest, digit) => ((rest * 10) + (digit - '0')) % 97);
        return $"DE{98 - rest:D2}{account}";
    }

    /// <summary>Letters and digits, with a digit and both cases among them, so that nothing else in a database is alike.</summary>
    private static string Word(Random random, int length) => $"q{random.Next(10)}Z{Of(random, Letters + Digits, length - 3)}";

    private static string Of(Random random, string alphabet, int length) => string.Create(length, (random, alphabet), static (text, from) =>
    {
        for (var index = 0; index < text.Length; index++)
        {
            text[index] = from.alphabet[from.random.Next(from.alphabet.Length)];
        }
    });
}
