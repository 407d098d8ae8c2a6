using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Monitoring.Core.Redaction;

namespace Monitoring.Core.Tests.Redaction;

public sealed class RedactorProperties
{
    private static readonly Redactor Plain = RedactorTests.Some();
    private static readonly Redactor Thorough = RedactorTests.Some(options => options.EmailAddresses = options.IpAddresses = true);

    private static readonly string[] Fragments =
    [
        "password", "token", "secret", "Authorization", "cookie", "api_key", "=", ":", ": ", " ", "\"", "'", "\\", "\\\"", "[", "]", "[redacted]", "{", "}", ",", ";", "\n", "\r\n",
        "-----BEGIN PRIVATE KEY-----", "-----END PRIVATE KEY-----", "-----BEGIN ", "-----", "://", "@", "/", "u", "host", ".", "-", "--", "_", "4111111111111111",
        "4111 1111 1111 1111", "078-05-1120", "12", "eyJhbGciOiJI", "eyJ", "Bearer ", "Basic ", "dXNlcjpwYXNz", "abcdef123456", "AKIAIOSFODNN7EXAMPLE",
        "glpat-abcdefghijklmnopqrst", "sk-", "a@b.cd", "10.1.2.3", "::1", "ж", "🐻", "\ud800", "\0", "null", "***",
    ];

    public static Arbitrary<string> Texts() => Gen.OneOf(
        Gen.Elements(Fragments).ListOf().Select(string.Concat),
        ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""),
        Gen.Elements(Fragments).ListOf(12).Select(string.Concat)).ToArbitrary();

    [Property(MaxTest = 5_000, EndSize = 40)]
    public Property Redacting_twice_gives_what_redacting_once_gave() => Prop.ForAll(Texts(), text =>
        IsAtRest(Plain, text) && IsAtRest(Thorough, text));

    [Property(MaxTest = 2_000, EndSize = 40)]
    public Property What_is_not_changed_is_the_same_instance() => Prop.ForAll(Texts(), text =>
        Plain.Redact(text) is var redacted && (redacted != text || ReferenceEquals(redacted, text)));

    [Property(MaxTest = 2_000)]
    public Property A_password_never_survives_behind_its_name() => Prop.ForAll(
        Gen.Elements("password=", "\"password\":\"", "secret: ", "api_key = '", "https://ann:", "x-auth-token: ", "Cookie: ").ToArbitrary(),
        Gen.Choose(8, 60).SelectMany(length => Gen.Elements("ABCDEFGHJKLMNPQRSTUVWXYZ23456789".ToCharArray()).ListOf(length)).Select(characters => $"7{string.Concat(characters)}").ToArbitrary(),
        Texts(),
        (name, password, before) =>
        {
            var end = name[^1] is '"' or '\'' ? name[^1].ToString() : name.StartsWith("https", StringComparison.Ordinal) ? "@host/" : "\n";
            return !Plain.Redact($"{before}\n{name}{password}{end}").Contains(password, StringComparison.Ordinal);
        });

    /// <summary>Credentials of every kind, each with what it is told by.</summary>
    private static Gen<(string Before, string Secret)> Credentials() => Gen.OneOf(
        Secrets(24).Select(secret => ("Bearer ", secret)),
        Gen.Choose(1, 12).SelectMany(Secrets).Select(password => ("Basic ", Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"ann:{password}")))),
        Gen.Choose(1, 12).SelectMany(Secrets).Select(password => ("Basic ", Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"ann:{password}")).TrimEnd('='))),
        Secrets(20).Select(secret => ("", $"glpat-{secret}")),
        Secrets(36).Select(secret => ("", $"ghp_{secret}")),
        Secrets(20).Select(secret => ("password=", secret)),
        Secrets(20).Select(secret => ("x-auth-token: ", secret)),
        Gen.Choose(0, 255).Select(last => ("from ", $"10.1.2.{last}")),
        Gen.Choose(0, 255).Select(last => ("peer:", $"10.1.2.{last}")),
        Gen.Choose(1, 9999).Select(last => ("peer:", $"2001:db8::{last}")),
        Secrets(8).Select(name => ("", $"{name}@example.com")));

    private static Gen<string> Secrets(int length) =>
        Gen.Elements("ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789".ToCharArray()).ListOf(length).Select(characters => $"7{string.Concat(characters)}");

    [Property(MaxTest = 5_000)]
    public Property A_credential_is_found_whatever_ends_its_sentence() => Prop.ForAll(
        Credentials().ToArbitrary(),
        Gen.Elements("", "It said: ", "(", "\"", "<", "a. ").ToArbitrary(),
        Gen.Elements("", ".", "...", ",", ";", ":", "!", "?", "?!", ")", ").", "]", "\"", "\".", "'", ">", " and so on", ". Next", ".\n", "\u2026").ToArbitrary(),
        (credential, before, after) =>
        {
            var redacted = Thorough.Redact($"{before}{credential.Before}{credential.Secret}{after}");
            return !redacted.Contains(credential.Secret, StringComparison.Ordinal) && redacted.StartsWith(before, StringComparison.Ordinal);
        });

    [Property(MaxTest = 2_000)]
    public Property A_sensitive_name_is_told_however_it_is_written() => Prop.ForAll(
        Gen.Elements("client", "secret", "private", "key", "api", "access", "token", "password").ListOf(3).ToArbitrary(),
        words =>
        {
            var snake = Plain.IsSensitiveName(string.Join('_', words));
            var kebab = Plain.IsSensitiveName(string.Join('-', words).ToUpperInvariant());
            var camel = Plain.IsSensitiveName(string.Concat(words.Select(word => char.ToUpperInvariant(word[0]) + word[1..])));
            return snake == kebab && kebab == camel;
        });

    private static bool IsAtRest(Redactor redactor, string text) => redactor.Redact(text) is var once && redactor.Redact(once) == once;
}
