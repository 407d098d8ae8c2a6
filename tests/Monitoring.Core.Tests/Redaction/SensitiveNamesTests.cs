using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Monitoring.Core.Redaction;

namespace Monitoring.Core.Tests.Redaction;

public sealed class SensitiveNamesTests
{
    private static readonly SensitiveNames Names = new(["customer-number", "PIN code"], ["safeToken"]);

    private static readonly string[] Parts =
    [
        "pass", "word", "Password", "API", "Key", "key", "api", "public", "auth", "Auth", "or", "token", "Token", "safe", "count", "length", "cookie", "Cookie", "s", "pin", "Code",
        "customer", "Number", "_", "-", ".", " ", "[", "]", "1", "é", "É", "\uD83D\uDE00", "X", "x", "ID", "session", "cs", "publicKey",
    ];

    [Property(MaxTest = 3000)]
    public Property Classify_AnyName_IsAsItsWordsSay() => Prop.ForAll(
        Gen.Elements(Parts).ListOf().Select(parts => string.Concat(parts)).ToArbitrary(),
        name =>
        {
            // With underscores it is longer, and of a long name only the end counts.
            var end = name.Length > SensitiveNames.MaxLength / 2 ? name[^(SensitiveNames.MaxLength / 2)..] : name;
            Assert.Equal(Words(end), Names.Classify(end));
        });

    [Theory]
    [InlineData("userPassword", NameSensitivity.Strong)]
    [InlineData("a.p.i.k.e.y", NameSensitivity.Strong)]
    [InlineData("author", NameSensitivity.None)]
    [InlineData("HTTPCookie", NameSensitivity.Header)]
    [InlineData("safe_token", NameSensitivity.None)]
    [InlineData("theCustomerNumber", NameSensitivity.Strong)]
    [InlineData("pinCode", NameSensitivity.Strong)]
    [InlineData("password_length", NameSensitivity.None)]
    [InlineData("publicKey", NameSensitivity.None)]
    [InlineData("my-token", NameSensitivity.Weak)]
    [InlineData("", NameSensitivity.None)]
    public void Classify_Known(string name, object expected) => Assert.Equal((NameSensitivity)expected, Names.Classify(name));

    /// <summary>The same name as words with underscores between them means the same.</summary>
    private static NameSensitivity Words(string name)
    {
        var words = new List<string>();
        var word = "";
        for (var position = 0; position < name.Length; position++)
        {
            var isHump = position > 0 && char.IsUpper(name[position])
                && (char.IsLower(name[position - 1]) || (position + 1 < name.Length && char.IsUpper(name[position - 1]) && char.IsLower(name[position + 1])));
            if (!char.IsLetterOrDigit(name[position]) || isHump)
            {
                words.Add(word);
                word = "";
            }

            word += char.IsLetterOrDigit(name[position]) ? name[position].ToString().ToLowerInvariant() : "";
        }

        words.Add(word);
        return Names.Classify(string.Join('_', words.Where(part => part.Length > 0)));
    }
}
