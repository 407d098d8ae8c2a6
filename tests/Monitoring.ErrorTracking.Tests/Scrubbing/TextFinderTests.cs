using System.Text;
using Monitoring.Core.Redaction;
using Monitoring.ErrorTracking.Scrubbing;
using Monitoring.ErrorTracking.Scrubbing.Patterns;

namespace Monitoring.ErrorTracking.Tests.Scrubbing;

public sealed class TextFinderTests
{
    [Theory]
    [InlineData(ScrubType.Iban, "DE89370400440532013000")]
    [InlineData(ScrubType.Iban, "GB82 WEST 1234 5698 7654 32")]
    [InlineData(ScrubType.Mac, "00-1B-63-84-45-E6")]
    [InlineData(ScrubType.Uuid, "0197F0E0-7D57-7000-8000-0123456789AB")]
    [InlineData(ScrubType.Imei, "49-015420-323751-8")]
    public void Find_Sound_IsFoundAlone(ScrubType type, string text)
    {
        Assert.Equal([text], Found(type, text));
        Assert.Equal([text], Found(type, $"({text})."));
        Assert.Equal([text, text], Found(type, $"{text} and {text}"));
        Assert.Equal([text], Found(type, $"'a line\\n{text}'"));
    }

    [Theory]
    [InlineData(ScrubType.Iban, "DE89370400440532013001")]
    [InlineData(ScrubType.Iban, "XDE89370400440532013000")]
    [InlineData(ScrubType.Iban, "SYSTEM32FOLDER1234567890")]
    [InlineData(ScrubType.Mac, "00:1b:63-84:45:e6")]
    [InlineData(ScrubType.Mac, "12:30:00")]
    [InlineData(ScrubType.Uuid, "0197f0e07d5770008000012345678901")]
    [InlineData(ScrubType.Uuid, "0197f0e0-7d57-7000-8000-0123456789abc")]
    [InlineData(ScrubType.Imei, "490154203237519")]
    [InlineData(ScrubType.Imei, "1490154203237518")]
    [InlineData(ScrubType.CreditCard, "4111111111111112")]
    [InlineData(ScrubType.CreditCard, "1719999999999999")]
    [InlineData(ScrubType.Ssn, "2026-11-22")]
    [InlineData(ScrubType.Ip, "1.2.3")]
    [InlineData(ScrubType.Email, "user@host")]
    [InlineData(ScrubType.UserPath, "/var/log/users")]
    [InlineData(ScrubType.Password, "token: expected ';'")]
    [InlineData(ScrubType.Password, "/search?q=password&page=2")]
    public void Find_Alike_IsNotFound(ScrubType type, string text) => Assert.Empty(Found(type, text));

    [Theory]
    [InlineData("")]
    [InlineData("a@b:1=2-3 4")]
    [InlineData("0123456789abcdef")]
    [InlineData("0123456789abcdef@")]
    [InlineData("ä€😀 and 12 - 34 = 46, at: me@home in a longer text")]
    public void Of_Text_HasItsSigns(string text)
    {
        var signs = TextSigns.Of(Encoding.UTF8.GetBytes(text));

        Assert.Equal(
            (text.Contains('@'), text.Contains(':'), text.Contains('='), text.Contains('-'), text.Contains(' ')),
            (signs.HasAt, signs.HasColon, signs.HasEquals, signs.HasHyphen, signs.HasBlank));
        Assert.True(signs.Digits >= text.Count(char.IsAsciiDigit));
    }

    private static List<string> Found(ScrubType type, string text)
    {
        var found = new List<Stretch>();
        var signs = TextSigns.Of(Encoding.UTF8.GetBytes(text));
        foreach (var finder in TextFinders.Of(type, new SecretScanner([], [])))
        {
            if (finder.MayFind(signs))
            {
                finder.Find(text, found);
            }
        }

        return [.. found.Select(stretch => text[stretch.Start..stretch.End])];
    }
}
