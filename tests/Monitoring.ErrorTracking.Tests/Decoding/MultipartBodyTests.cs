using System.Text;
using Monitoring.ErrorTracking.Decoding;
using Monitoring.TestData;

namespace Monitoring.ErrorTracking.Tests.Decoding;

public sealed class MultipartBodyTests
{
    private const string Type = "multipart/form-data; boundary=\"b\"";

    private const string Form = """
        preamble
        --b
        Content-Disposition: form-data; name="file"; filename="C:\d\a \"b%22.txt"
        Content-Type: text/plain

        one
        --bogus
        two
        --b
        content-disposition: form-data; name=empty


        --b
        Content-Disposition: form-data; name="star"; filename*=UTF-8''%D1%8F.bin

        x--b
        --b
        Content-Disposition: form-data

        nameless
        --b--
        epilogue
        """;

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\n")]
    public void Read_AForm_GivesItsParts(string line)
    {
        var body = Encoding.UTF8.GetBytes(Form.ReplaceLineEndings(line));

        Assert.Equal(MultipartFault.None, MultipartBody.Read(body, Type, 10, out var parts));

        Assert.Equal(["file", "empty", "star"], parts.Select(part => part.Name));
        Assert.Equal(["C:\\d\\a \"b\".txt", null, "я.bin"], parts.Select(part => part.FileName));
        Assert.Equal(["text/plain", null, null], parts.Select(part => part.ContentType));
        Assert.Equal([$"one{line}--bogus{line}two", "", "x--b"], parts.Select(part => Encoding.UTF8.GetString(part.Content.Span)));
    }

    [Theory]
    [InlineData("multipart/form-data", "--b\r\n\r\n\r\n--b--")]
    [InlineData("multipart/form-data; boundary=", "--b\r\n\r\n\r\n--b--")]
    [InlineData(Type, "")]
    [InlineData(Type, "--c\r\n\r\n\r\n--c--")]
    [InlineData(Type, "--b\r\nContent-Disposition: form-data; name=a\r\n\r\nno end")]
    [InlineData(Type, "--b\r\nContent-Disposition: form-data; name=a")]
    [InlineData(Type, "--b")]
    [InlineData(null, "--b--")]
    public void Read_WhatIsNoForm_IsMalformed(string? type, string body) =>
        Assert.Equal(MultipartFault.Malformed, MultipartBody.Read(Encoding.UTF8.GetBytes(body), type, 10, out _));

    [Fact]
    public void Read_MorePartsThanAllowed_IsSaid()
    {
        var body = string.Concat(Enumerable.Repeat("--b\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n", 11)) + "--b--";

        Assert.Equal(MultipartFault.TooManyParts, MultipartBody.Read(Encoding.UTF8.GetBytes(body), Type, 10, out _));
    }

    [Fact]
    public void Read_AHeaderWithoutEnd_IsMalformed()
    {
        var body = "--b\r\nX: " + new string('x', 20_000) + "\r\n\r\nx\r\n--b--";

        Assert.Equal(MultipartFault.Malformed, MultipartBody.Read(Encoding.UTF8.GetBytes(body), Type, 10, out _));
    }

    [Fact]
    public void Read_AnyDamage_NeverThrowsAndStaysWithinTheBody()
    {
        var random = new Random(20261122);
        var original = Encoding.UTF8.GetBytes(Form.ReplaceLineEndings("\r\n"));
        byte[] signs = [.. "\r\n-b:;=\"%*'"u8, 0, 0xff];
        for (var round = 0; round < Scale.Count(quick: 20_000, thorough: 1_000_000); round++)
        {
            var body = original.AsSpan(0, random.Next(3) == 0 ? random.Next(original.Length) : original.Length).ToArray();
            for (var change = random.Next(1, 8); change > 0 && body.Length > 0; change--)
            {
                body[random.Next(body.Length)] = signs[random.Next(signs.Length)];
            }

            MultipartBody.Read(body, Type, 10, out var parts);
            Assert.True(parts.Sum(part => (long)part.Content.Length) <= body.Length);
        }
    }
}
