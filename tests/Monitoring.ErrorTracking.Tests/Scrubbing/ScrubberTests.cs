using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Monitoring.ErrorTracking.Scrubbing;
using Monitoring.ErrorTracking.Scrubbing.Passes;

namespace Monitoring.ErrorTracking.Tests.Scrubbing;

public sealed class ScrubberTests
{
    private const string Jwt = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U";

    internal static Scrubber With(ScrubbingSettings? settings = null) => new(settings ?? new ScrubbingSettings(), new byte[32], [], []);

    internal static string Scrub(string json, ScrubbingSettings? settings = null) =>
        Encoding.UTF8.GetString(With(settings).Scrub(Encoding.UTF8.GetBytes(json))!.Json.Span);

    /// <summary>The event without the reasons.</summary>
    private static string Values(string json, ScrubbingSettings? settings = null)
    {
        var scrubbed = JsonNode.Parse(Scrub(json, settings))!.AsObject();
        scrubbed.Remove("_meta");
        return scrubbed.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    private static ScrubbingSettings Rule(ScrubMethod method, ScrubType type, string source, string? pattern = null, string? replacement = null) => new()
    {
        Defaults = false,
        Rules = [new ScrubbingRule { Method = method, Type = type, Source = source, Pattern = pattern, Replacement = replacement }],
    };

    [Theory]
    [InlineData("""{"extra":{"password":"hunter2"}}""", """{"extra":{"password":"[Filtered]"}}""")]
    [InlineData("""{"extra":{"pin":1234,"password":null,"auth":true,"secret":""}}""", """{"extra":{"pin":"[Filtered]","password":null,"auth":true,"secret":""}}""")]
    [InlineData("""{"extra":{"credentials":{"user":"ann","n":[1,"x"]}}}""", """{"extra":{"credentials":{"user":"[Filtered]","n":["[Filtered]","[Filtered]"]}}}""")]
    [InlineData("""{"extra":{"pa\u0073sword":"hunter2"}}""", """{"extra":{"password":"[Filtered]"}}""")]
    [InlineData("""{"request":{"headers":[["Authorization","Basic eDp5"],["Accept","*/*"]]}}""", """{"request":{"headers":[["Authorization","[Filtered]"],["Accept","*/*"]]}}""")]
    [InlineData("""{"request":{"headers":{"X-Api-Key":"k","Cookie":"a=b"}}}""", """{"request":{"headers":{"X-Api-Key":"[Filtered]","Cookie":"[Filtered]"}}}""")]
    [InlineData("""{"request":{"cookies":{"sid":"abc"}}}""", """{"request":{"cookies":{"sid":"[Filtered]"}}}""")]
    [InlineData("""{"request":{"cookies":[["sid","abc"]]}}""", """{"request":{"cookies":[["sid","[Filtered]"]]}}""")]
    [InlineData("""{"request":{"query_string":"a=1&pin=1234&b=2"}}""", """{"request":{"query_string":"a=1&pin=[Filtered]&b=2"}}""")]
    [InlineData("""{"request":{"url":"https://h/x?token=abc&y=1"}}""", """{"request":{"url":"https://h/x?token=[Filtered]&y=1"}}""")]
    [InlineData("""{"request":{"data":"{\"pin\":\"1\",\"n\":2}"}}""", """{"request":{"data":"{\"pin\":\"[Filtered]\",\"n\":2}"}}""")]
    [InlineData("""{"request":{"data":"user=ann&password=x"}}""", """{"request":{"data":"user=ann&password=[Filtered]"}}""")]
    [InlineData("""{"tags":[["session","abc"],{"key":"token","value":"abc"}]}""", """{"tags":[["session","[Filtered]"],{"key":"token","value":"[Filtered]"}]}""")]
    [InlineData("""{"tags":[{"value":"abc","key":"token"}]}""", """{"tags":[{"value":"[Filtered]","key":"token"}]}""")]
    [InlineData("""{"extra":{"sys.argv":["app","--token","abc","--verbose"]}}""", """{"extra":{"sys.argv":["app","--token","[Filtered]","--verbose"]}}""")]
    [InlineData("""{"message":"card 4111 1111 1111 1111 of ann"}""", """{"message":"card [Filtered] of ann"}""")]
    [InlineData("""{"message":"account DE89 3704 0044 0532 0130 00 of ann"}""", """{"message":"account [Filtered] of ann"}""")]
    [InlineData("""{"extra":{"n":4111111111111111}}""", """{"extra":{"n":"[Filtered]"}}""")]
    [InlineData("""{"extra":{"4111111111111111":1}}""", """{"extra":{"[Filtered]":1}}""")]
    [InlineData("""{"exception":{"values":[{"type":"E","value":"no postgres://u:p4ss@db/x"}]}}""", """{"exception":{"values":[{"type":"E","value":"no postgres://u:[Filtered]@db/x"}]}}""")]
    [InlineData("""{"exception":[{"stacktrace":{"frames":[{"vars":{"pwd":"x","n":"1"}}]}}]}""", """{"exception":[{"stacktrace":{"frames":[{"vars":{"pwd":"[Filtered]","n":"1"}}]}}]}""")]
    [InlineData("""{"errors":[{"type":"invalid_data","name":"extra.password","value":"hunter2"}]}""", """{"errors":[{"type":"invalid_data","name":"extra.password","value":"[Filtered]"}]}""")]
    [InlineData("""{"whatever":{"api_key":"x"}}""", """{"whatever":{"api_key":"[Filtered]"}}""")]
    public void Scrub_Default_TakesSecretsOut(string json, string expected) => Assert.Equal(expected, Values(json));

    [Theory]
    [InlineData("""{"event_id":"9ec79c33ec9942ab8353589fcb2e04dc","release":"shop@1.2.3","environment":"prod","dist":"4111"}""")]
    [InlineData("""{"contexts":{"trace":{"trace_id":"4111111111111111411111111111111a","span_id":"4111111111111111"}}}""")]
    [InlineData("""{"exception":{"values":[{"type":"TokenError","module":"app.auth","stacktrace":{"frames":[{"filename":"password.py","function":"get_token","lineno":42,"context_line":"password = read(secret)"}]}}]}}""")]
    [InlineData("""{"modules":{"password-strength":"1.0","auth":"2.1"},"sdk":{"name":"sentry.python","version":"2.0"}}""")]
    [InlineData("""{"extra":{"password_length":12,"id":"0197f0e0-7d57-7000-8000-0123456789ab","sha":"d0be2dc421be4fcd0172e5afceea3970e2f3d940","time":1719999999999}}""")]
    [InlineData("""{"user":{"id":"42","email":"ann@example.org","ip_address":"203.0.113.7"}}""")]
    [InlineData("""{"debug_meta":{"images":[{"type":"elf","debug_id":"0197f0e0-7d57-7000-8000-0123456789ab","code_file":"/usr/lib/libsecret.so"}]}}""")]
    [InlineData("""{"message":"unexpected token: foo; author = ann; session started"}""")]
    public void Scrub_Default_LeavesTheRestByteForByte(string json) => Assert.Equal(json, Scrub(json));

    [Fact]
    public void Scrub_Finding_SaysWhyInMeta()
    {
        var scrubbed = JsonNode.Parse(Scrub("""{"message":"card 4111111111111111","extra":{"a":[{"password":"hunter2"}]}}"""))!;

        Assert.Equal("""[["@creditcard:filter","s",5,15]]""", scrubbed["_meta"]!["logentry"]!["formatted"]![""]!["rem"]!.ToJsonString());
        Assert.Equal("""{"rem":[["@password:filter","s",0,10]],"len":7}""", scrubbed["_meta"]!["extra"]!["a"]!["0"]!["password"]![""]!.ToJsonString());
    }

    [Fact]
    public void Scrub_MetaOfSender_IsKeptWithoutTheValuesThatItQuotes()
    {
        var scrubbed = Scrub("""{"_meta":{"extra":{"password":{"":{"err":["x"],"val":"hunter2","rem":[["a","x"]]}}}},"extra":{"password":"hunter2"}}""");

        Assert.DoesNotContain("hunter2", scrubbed, StringComparison.Ordinal);
        var own = JsonNode.Parse(scrubbed)!["_meta"]!["extra"]!["password"]![""]!;
        Assert.Equal("""{"err":["x"],"val":null,"rem":[["a","x"],["@password:filter","s",0,10]],"len":7}""", own.ToJsonString());
    }

    [Fact]
    public void Scrub_MetaTwice_LeavesNoneUnseen() =>
        Assert.DoesNotContain("hunter2", Scrub("""{"_meta":{"a":{"":{"val":"hunter2"}}},"_meta":{"b":{"":{"val":"hunter2"}}}}"""), StringComparison.Ordinal);

    [Fact]
    public void Scrub_SensitiveAndSafeFields_AreTheProjects()
    {
        var settings = new ScrubbingSettings { SensitiveFields = ["order-no"], SafeFields = ["session"] };

        Assert.Equal("""{"extra":{"OrderNo":"[Filtered]","session":{"token":"abc"}}}""", Values("""{"extra":{"OrderNo":"7","session":{"token":"abc"}}}""", settings));
    }

    [Theory]
    [InlineData(ScrubMethod.Remove, ScrubType.Email, "$string", """{"extra":{"a":"by  now"}}""")]
    [InlineData(ScrubMethod.Mask, ScrubType.Email, "$string", """{"extra":{"a":"by ***@*******.*** now"}}""")]
    [InlineData(ScrubMethod.Replace, ScrubType.Email, "$string", """{"extra":{"a":"by [email] now"}}""")]
    [InlineData(ScrubMethod.Replace, ScrubType.Email, "extra", """{"extra":{"a":"by [email] now"}}""")]
    [InlineData(ScrubMethod.Replace, ScrubType.Email, "extra.a", """{"extra":{"a":"by [email] now"}}""")]
    [InlineData(ScrubMethod.Replace, ScrubType.Email, "extra.b || user", """{"extra":{"a":"by ann@example.org now"}}""")]
    [InlineData(ScrubMethod.Replace, ScrubType.Anything, "extra.a", """{"extra":{"a":"[Filtered]"}}""")]
    [InlineData(ScrubMethod.Remove, ScrubType.Anything, "extra.a", """{"extra":{"a":null}}""")]
    [InlineData(ScrubMethod.Remove, ScrubType.Anything, "extra", """{"extra":null}""")]
    [InlineData(ScrubMethod.Mask, ScrubType.Anything, "$string && !foo", """{"extra":{"a":"**********************"}}""")]
    public void Scrub_OwnRule_AppliesItsMethodWhereItsSelectorLeads(ScrubMethod method, ScrubType type, string source, string expected) =>
        Assert.Equal(expected, Values("""{"extra":{"a":"by ann@example.org now"}}""", Rule(method, type, source)));

    [Fact]
    public void Scrub_Hash_IsTheSameForTheSameValueAndKey()
    {
        var settings = Rule(ScrubMethod.Hash, ScrubType.Anything, "user.id");
        var one = Values("""{"user":{"id":"42"}}""", settings);

        Assert.Matches("""^\{"user":\{"id":"\[hash:[0-9A-F]{20}\]"\}\}$""", one);
        Assert.Equal(one, Values("""{"user":{"id":"42"}}""", settings));
        Assert.NotEqual(one, Values("""{"user":{"id":"43"}}""", settings));
        Assert.Equal(one, Values(one, settings));
    }

    [Theory]
    [InlineData("$http.headers.'X-Login'", """{"request":{"headers":[["X-Login","ann"],["Y","ann"]]}}""", """{"request":{"headers":[["X-Login","[Filtered]"],["Y","ann"]]}}""")]
    [InlineData("$request.headers.x-login", """{"request":{"headers":{"X-Login":"ann"}}}""", """{"request":{"headers":{"X-Login":"[Filtered]"}}}""")]
    [InlineData("$error.value", """{"exception":[{"type":"T","value":"v"}]}""", """{"exception":[{"type":"T","value":"[Filtered]"}]}""")]
    [InlineData("exception.values.0.value", """{"exception":[{"type":"T","value":"v"}]}""", """{"exception":[{"type":"T","value":"[Filtered]"}]}""")]
    [InlineData("$logentry.formatted", """{"message":"hello"}""", """{"message":"[Filtered]"}""")]
    [InlineData("$frame.vars", """{"stacktrace":{"frames":[{"function":"f","vars":{"a":1}}]}}""", """{"stacktrace":{"frames":[{"function":"f","vars":{"a":"[Filtered]"}}]}}""")]
    [InlineData("extra.**.note", """{"extra":{"x":[{"note":"n"}],"note":"n"}}""", """{"extra":{"x":[{"note":"[Filtered]"}],"note":"[Filtered]"}}""")]
    [InlineData("extra.*.note", """{"extra":{"x":{"note":"n"},"note":"n"}}""", """{"extra":{"x":{"note":"[Filtered]"},"note":"n"}}""")]
    [InlineData("**", """{"release":"r","event_id":"e","logger":"l"}""", """{"release":"r","event_id":"e","logger":"[Filtered]"}""")]
    [InlineData("release", """{"release":"r","logger":"l"}""", """{"release":"[Filtered]","logger":"l"}""")]
    [InlineData("request.data.note", """{"request":{"data":"{\"note\":\"n\",\"m\":\"n\"}"}}""", """{"request":{"data":"{\"note\":\"[Filtered]\",\"m\":\"n\"}"}}""")]
    public void Scrub_Selector_LeadsToTheField(string source, string json, string expected) =>
        Assert.Equal(expected, Values(json, Rule(ScrubMethod.Replace, ScrubType.Anything, source)));

    [Theory]
    [InlineData(ScrubType.Ip, "at 203.0.113.7!", "at [ip]!")]
    [InlineData(ScrubType.Mac, "at 00:1b:63:84:45:e6!", "at [mac]!")]
    [InlineData(ScrubType.Uuid, "at 0197f0e0-7d57-7000-8000-0123456789ab!", "at [uuid]!")]
    [InlineData(ScrubType.Imei, "at 490154203237518!", "at [imei]!")]
    [InlineData(ScrubType.UserPath, "at C:\\\\Users\\\\ann\\\\x and /home/ann/y", "at C:\\\\Users\\\\[userpath]\\\\x and /home/[userpath]/y")]
    [InlineData(ScrubType.Iban, "at GB82WEST12345698765432!", "at [iban]!")]
    [InlineData(ScrubType.Ssn, "at 078-05-1120!", "at [ssn]!")]
    [InlineData(ScrubType.CreditCard, "at 4111-1111-1111-1111!", "at [creditcard]!")]
    [InlineData(ScrubType.Token, "at " + Jwt + "!", "at [token]!")]
    [InlineData(ScrubType.Bearer, "Bearer abcdefgh12345", "Bearer [bearer]")]
    [InlineData(ScrubType.UrlAuth, "https://a:b@c/", "https://a:[urlauth]@c/")]
    [InlineData(ScrubType.Password, "?password=x&y=1", "?password=[password]&y=1")]
    public void Scrub_Type_IsFound(ScrubType type, string text, string expected) =>
        Assert.Equal($$"""{"logger":"{{expected}}"}""", Values($$"""{"logger":"{{text}}"}""", Rule(ScrubMethod.Replace, type, "$string")));

    [Fact]
    public void Scrub_Regex_ReplacesItsMatches() =>
        Assert.Equal("""{"logger":"order ### and ###"}""", Values("""{"logger":"order A-17 and B-4"}""", Rule(ScrubMethod.Replace, ScrubType.Regex, "$string", "[A-Z]-[0-9]+", "###")));

    [Theory]
    [InlineData(IpAddressStorage.Mask, """{"user":{"ip_address":"203.0.113.0"},"logger":"from 2001:db8:1:2:: to 10.1.2.0"}""")]
    [InlineData(IpAddressStorage.None, """{"user":{"ip_address":null},"logger":"from [ip] to [ip]"}""")]
    public void Scrub_Addresses_AreMaskedOrTakenOut(IpAddressStorage storage, string expected) =>
        Assert.Equal(expected, Values("""{"user":{"ip_address":"203.0.113.7"},"logger":"from 2001:db8:1:2:3:4:5:6 to 10.1.2.3"}""", new ScrubbingSettings { IpAddresses = storage }));

    [Fact]
    public void Scrub_NothingOn_ReturnsTheSame()
    {
        var json = """{"extra":{"password":"hunter2"}}"""u8.ToArray();

        Assert.False(With(new ScrubbingSettings { Defaults = false }).Scrub(json)!.IsChanged);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("nothing")]
    public void Scrub_NoJson_IsNothing(string text) => Assert.Null(With().Scrub(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Scrub_DeepJson_IsCutLikeNormalisationCutsIt()
    {
        var deep = string.Concat("{\"extra\":", string.Concat(Enumerable.Repeat("{\"a\":", 200)), "{\"password\":\"hunter2\"}", new string('}', 201));

        Assert.DoesNotContain("hunter2", Scrub(deep), StringComparison.Ordinal);
    }
}
