using Monitoring.ErrorTracking.Envelopes;

namespace Monitoring.ErrorTracking.Tests.Envelopes;

public sealed class DsnTests
{
    [Theory]
    [InlineData("https://abc@sentry.example/42", "https://abc@sentry.example/42", "https://sentry.example/api/42/envelope/")]
    [InlineData("http://abc@127.0.0.1:5080/1", "http://abc@127.0.0.1:5080/1", "http://127.0.0.1:5080/api/1/envelope/")]
    [InlineData("https://abc:secret@host/base/path/7", "https://abc@host/base/path/7", "https://host/base/path/api/7/envelope/")]
    [InlineData("https://abc:@host:443/7", "https://abc@host/7", "https://host/api/7/envelope/")]
    [InlineData("HTTPS://abc@host/7/", "https://abc@host/7", "https://host/api/7/envelope/")]
    [InlineData("http://abc@[::1]:5080/7", "http://abc@[::1]:5080/7", "http://[::1]:5080/api/7/envelope/")]
    [InlineData("http://abc@[::1]/7?verify_ssl=0", "http://abc@[::1]/7", "http://[::1]/api/7/envelope/")]
    public void TryParse_Dsn_IsReadAndWritten(string text, string written, string url)
    {
        Assert.True(Dsn.TryParse(text, out var dsn));
        Assert.Equal(written, dsn.ToString());
        Assert.Equal(url, dsn.EnvelopeUrl.AbsoluteUri);
        Assert.True(Dsn.TryParse(dsn.ToString(), out var again));
        Assert.Equal(dsn, again);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("ftp://abc@host/7")]
    [InlineData("https://host/7")]
    [InlineData("https://@host/7")]
    [InlineData("https://abc@/7")]
    [InlineData("https://abc@host")]
    [InlineData("https://abc@host/")]
    [InlineData("https://abc@host/project")]
    [InlineData("https://abc@host/0")]
    [InlineData("https://abc@host/-7")]
    [InlineData("https://abc@host:0/7")]
    [InlineData("https://abc@host:99999/7")]
    [InlineData("https://abc@host:x/7")]
    [InlineData("https://a-b!@host/7")]
    [InlineData("https://abc@ho st/7")]
    [InlineData("https://abc@host/a b/7")]
    public void TryParse_NoDsn_IsRefused(string? text) => Assert.False(Dsn.TryParse(text, out _));
}
