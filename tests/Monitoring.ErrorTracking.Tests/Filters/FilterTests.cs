using System.Text;
using Monitoring.ErrorTracking.Events.Reading;
using Monitoring.ErrorTracking.Filters;
using Monitoring.ErrorTracking.Filters.Matching;
using Monitoring.ErrorTracking.Filters.Settings;
using Monitoring.TestData;

namespace Monitoring.ErrorTracking.Tests.Filters;

public sealed class FilterTests
{
    private const string Chrome = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36";

    [Theory]
    [InlineData("chrome-extension://abcdef/content.js", true)]
    [InlineData("moz-extension://1b2c/content.js", true)]
    [InlineData("safari-web-extension://1b2c/content.js", true)]
    [InlineData("webkit-masked-url://hidden/", true)]
    [InlineData("https://shop.example/app.js", false)]
    [InlineData("https://shop.example/chrome-extension://x.js", false)]
    public void BrowserExtensions_ByTheCrashFrame(string path, bool expected)
    {
        var json = $$$"""{"platform":"javascript","exception":{"values":[{"type":"Error","value":"x","stacktrace":{"frames":[{"abs_path":"https://shop.example/app.js"},{"abs_path":"{{{path}}}"},{"abs_path":"<anonymous>"}]} }]} }""";

        Assert.Equal(expected ? "browser-extensions" : null, Find(new() { BrowserExtensions = true }, json));
    }

    [Fact]
    public void BrowserExtensions_AFrameFurtherOutOrAnotherPlatform_IsNone()
    {
        var wrapped = """{"platform":"javascript","exception":{"values":[{"type":"Error","value":"x","stacktrace":{"frames":[{"abs_path":"chrome-extension://a/b.js"},{"abs_path":"https://shop.example/app.js"}]}}]}}""";
        var server = """{"platform":"python","exception":{"values":[{"type":"Error","value":"Extension context invalidated."}]}}""";

        Assert.Null(Find(new() { BrowserExtensions = true }, wrapped));
        Assert.Null(Find(new() { BrowserExtensions = true }, server));
        Assert.Equal("browser-extensions", Find(new() { BrowserExtensions = true }, server.Replace("python", "javascript", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", true)]
    [InlineData("Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)", true)]
    [InlineData("facebookexternalhit/1.1", true)]
    [InlineData("Mozilla/5.0 (Linux; Android 13; CUBOT NOTE 30) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36", false)]
    [InlineData(Chrome, false)]
    public void WebCrawlers_ByTheirName(string userAgent, bool expected) =>
        Assert.Equal(expected ? "web-crawlers" : null, Find(new() { WebCrawlers = true }, WithAgent(userAgent)));

    [Theory]
    [InlineData(Chrome, "chrome", 126)]
    [InlineData("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36 Edg/126.0.1", "edge", 126)]
    [InlineData("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/64.0 Safari/537.36 Edge/17.17134", "edge", 17)]
    [InlineData("Mozilla/5.0 (Windows NT 6.1; Trident/7.0; rv:11.0) like Gecko", "ie", 11)]
    [InlineData("Mozilla/4.0 (compatible; MSIE 8.0; Windows NT 6.0)", "ie", 8)]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "firefox", 128)]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Mobile/15E148 Safari/604.1", "safari", 17)]
    [InlineData("Mozilla/5.0 (Linux; U; Android 4.1.2; en-us) AppleWebKit/534.30 (KHTML, like Gecko) Version/4.0 Mobile Safari/534.30", "android", 4)]
    [InlineData("Opera/9.80 (J2ME/MIDP; Opera Mini/9.80 (S60)) Presto/2.8", "opera_mini", 9)]
    [InlineData("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Safari/537.36 OPR/106.0", "opera", 106)]
    [InlineData("curl/8.0", null, 0)]
    public void UserAgents_Read_GivesBrowserAndVersion(string userAgent, string? browser, int version)
    {
        Assert.Equal(browser is null ? null : (browser, version), UserAgents.Read(userAgent));
        if (browser is not null)
        {
            Assert.Null(Find(new() { LegacyBrowsers = [new() { Browser = browser, Below = version }] }, WithAgent(userAgent)));
            Assert.Equal("legacy-browsers", Find(new() { LegacyBrowsers = [new() { Browser = browser, Below = version + 1 }] }, WithAgent(userAgent)));
        }
    }

    [Theory]
    [InlineData("""{"request":{"url":"http://localhost:3000/cart"}}""", true)]
    [InlineData("""{"request":{"url":"http://127.0.0.2/"}}""", true)]
    [InlineData("""{"request":{"url":"http://[::1]:80/"}}""", true)]
    [InlineData("""{"request":{"url":"http://shop.localhost/"}}""", true)]
    [InlineData("""{"request":{"url":"https://localhost.example.com/"}}""", false)]
    [InlineData("""{"request":{"url":"https://example.com/?to=http://localhost/"}}""", false)]
    [InlineData("""{"user":{"ip_address":"127.0.0.1"}}""", true)]
    [InlineData("""{"user":{"ip_address":"::ffff:127.0.0.2"}}""", true)]
    [InlineData("""{"user":{"ip_address":"203.0.113.7"}}""", false)]
    public void Localhost_ByPageAndUser(string json, bool expected) => Assert.Equal(expected ? "localhost" : null, Find(new() { Localhost = true }, json));

    [Theory]
    [InlineData("*ResizeObserver loop*", true)]
    [InlineData("typeerror: *", true)]
    [InlineData("TypeError", false)]
    [InlineData("x is undefined*", true)]
    [InlineData("RangeError: *", false)]
    public void ErrorMessages_MatchValueAndTypeWithValue(string pattern, bool expected)
    {
        var json = """{"exception":{"values":[{"type":"Error","value":"ResizeObserver loop limit exceeded"},{"type":"TypeError","value":"x is undefined\nat y"}]}}""";

        Assert.Equal(expected ? "error-message" : null, Find(new() { ErrorMessages = [pattern] }, json));
    }

    [Theory]
    [InlineData("203.0.113.0/24", "203.0.113.7", true)]
    [InlineData("203.0.113.9/24", "203.0.113.7", true)]
    [InlineData("203.0.113.7", "203.0.113.7", true)]
    [InlineData("203.0.113.0/24", "::ffff:203.0.113.7", true)]
    [InlineData("203.0.112.0/24", "203.0.113.7", false)]
    [InlineData("2001:db8::/32", "2001:db8:1::2", true)]
    [InlineData("0.0.0.0/0", "203.0.113.7", true)]
    [InlineData("0.0.0.0/0", "2001:db8::1", false)]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7", true)]
    [InlineData("::ffff:203.0.113.0/120", "203.0.113.7", true)]
    [InlineData("::ffff:203.0.113.0/120", "203.0.114.7", false)]
    public void ClientAddresses_AreNetworks(string range, string address, bool expected) =>
        Assert.Equal(expected ? "ip-address" : null, Find(new() { ClientAddresses = [range] }, """{"message":"x"}""", address));

    /// <summary>They are taken for other addresses than they look like.</summary>
    [Theory]
    [InlineData("10")]
    [InlineData("192.168/16")]
    [InlineData("010.0.0.1")]
    [InlineData("0x7f000001")]
    [InlineData("[::1]:80")]
    [InlineData("fe80::1%1")]
    [InlineData("::ffff:0:0/90")]
    [InlineData("1.2.3.4/33")]
    public void ClientAddresses_WrittenInAnotherWay_AreRefused(string range) =>
        Assert.StartsWith("clientAddresses[0]: must be an address or a network", FilterCheck.FindFault(new() { ClientAddresses = [range] }), StringComparison.Ordinal);

    [Theory]
    [InlineData("script-src", null, true)]
    [InlineData("script-src", "*evil*", true)]
    [InlineData(null, "https://evil.example/*", true)]
    [InlineData("img-src", null, false)]
    [InlineData(null, "*good*", false)]
    public void CspReports_ByDirectiveAndSource(string? directive, string? source, bool expected)
    {
        var json = """{"csp":{"effective_directive":"script-src","blocked_uri":"https://evil.example/x.js","document_uri":"https://shop.example/"}}""";

        Assert.Equal(expected ? "invalid-csp" : null, Find(new() { CspReports = [new() { Directive = directive, Source = source }] }, json));
    }

    [Theory]
    [InlineData("GET /healthz", true)]
    [InlineData("/health/", true)]
    [InlineData("GET /api/health/ready", true)]
    [InlineData("ping", true)]
    [InlineData("GET /ping//", true)]
    [InlineData("POST /health-records", false)]
    [InlineData("GET /shipping", false)]
    public void HealthChecks_ByTheNameOfTheTransaction(string name, bool expected) =>
        Assert.Equal(expected ? "filtered-transaction" : null, new CompiledFilters(new() { HealthChecks = true }).FindTransaction(name, null));

    [Theory]
    [InlineData("/internal/", "/internal/", true)]
    [InlineData("/internal", "/internal/", true)]
    [InlineData("/internal/", "/internal", false)]
    [InlineData("/internal/*", "/internal/", true)]
    [InlineData("GET /", "GET /", true)]
    [InlineData("/", "/", true)]
    [InlineData("/", "/cart/", false)]
    public void Transactions_ByTheirWholeNameWithAndWithoutSlashesAtItsEnd(string pattern, string name, bool expected) =>
        Assert.Equal(expected ? "filtered-transaction" : null, new CompiledFilters(new() { Transactions = [pattern] }).FindTransaction(name, null));

    [Theory]
    [InlineData("tags.tenant", "load-*", true)]
    [InlineData("tags.a.b", "c", true)]
    [InlineData("exception.type", "Time*", true)]
    [InlineData("contexts.app.build", "42", true)]
    [InlineData("extra.deep.er", "yes", true)]
    [InlineData("request.headers.x-test", "1", true)]
    [InlineData("level", "error", true)]
    [InlineData("environment", "staging", false)]
    [InlineData("contexts.app", "*", false)]
    public void Own_ByAnyField(string path, string pattern, bool expected)
    {
        var json = """
            {"tags":{"tenant":"load-7","a.b":"c"},"exception":{"values":[{"type":"TimeoutException","value":"x"}]},"contexts":{"app":{"build":42}},
            "extra":{"deep":{"er":"yes"}},"request":{"headers":{"X-Test":"1"}}}
            """;

        Assert.Equal(expected ? "generic:own" : null, Find(new() { Own = [new() { Name = "own", Path = path, Pattern = pattern }] }, json));
    }

    [Fact]
    public void Releases_AreGlobs() =>
        Assert.Equal("release-version", Find(new() { Releases = ["shop@0.*"] }, """{"release":"shop@0.9.1","message":"x"}"""));

    [Fact]
    public void Find_ManyPatternsOnLongTexts_IsBounded()
    {
        var settings = new FilterSettings { ErrorMessages = [.. Enumerable.Range(0, 100).Select(index => string.Concat(Enumerable.Repeat("*a?", 10)) + index)] };
        var json = "{\"exception\":{\"values\":[{\"type\":\"E\",\"value\":\"" + new string('a', 8000) + "\"}]}}";
        var filters = new CompiledFilters(settings);
        var errorEvent = new EventNormalizer().Normalize(Encoding.UTF8.GetBytes(json), Some.Receipt()).Event!;
        var watch = System.Diagnostics.Stopwatch.StartNew();

        Assert.Null(filters.Find(errorEvent, null));

        // Far beyond what it takes; trying each star at each place would not end within it.
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(60));
    }

    [Fact]
    public void FindFault_NamesThePlace()
    {
        Assert.StartsWith("legacyBrowsers[0].browser", FilterCheck.FindFault(new() { LegacyBrowsers = [new() { Browser = "netscape", Below = 4 }] }), StringComparison.Ordinal);
        Assert.StartsWith("clientAddresses[1]", FilterCheck.FindFault(new() { ClientAddresses = ["10.0.0.0/8", "10.0.0.0/33"] }), StringComparison.Ordinal);
        Assert.StartsWith("errorMessages[0]", FilterCheck.FindFault(new() { ErrorMessages = ["{a"] }), StringComparison.Ordinal);
        Assert.StartsWith("own[0].path", FilterCheck.FindFault(new() { Own = [new() { Name = "a", Path = "nothing.here", Pattern = "*" }] }), StringComparison.Ordinal);
        Assert.StartsWith("cspReports[0]", FilterCheck.FindFault(new() { CspReports = [new()] }), StringComparison.Ordinal);
        Assert.Null(FilterCheck.FindFault(new()));
    }

    private static string WithAgent(string userAgent) => "{\"message\":\"x\",\"request\":{\"headers\":{\"User-Agent\":\"" + userAgent + "\"}}}";

    private static string? Find(FilterSettings settings, string json, string? address = null)
    {
        Assert.Null(FilterCheck.FindFault(settings));
        var errorEvent = new EventNormalizer().Normalize(Encoding.UTF8.GetBytes(json), Some.Receipt()).Event!;
        var filters = new CompiledFilters(settings);
        Assert.Equal(filters.FindAll(errorEvent, address) is [var first, ..] ? first : null, filters.Find(errorEvent, address));
        return filters.Find(errorEvent, address);
    }
}
