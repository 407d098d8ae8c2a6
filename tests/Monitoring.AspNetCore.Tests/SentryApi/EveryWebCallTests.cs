using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Monitoring.AspNetCore.Tests.Hosting;

namespace Monitoring.AspNetCore.Tests.SentryApi;

/// <summary>What holds for each call of Sentry's web API and of GitLab's, asked of all that are mapped.</summary>
public sealed partial class EveryWebCallTests
{
    private const string Release = "shop@1.0.0";
    private const string ToRelease = $$"""{"version":"{{Release}}"}""";

    /// <summary>Whoever they are, these answer for the caller alone, or for nobody in particular.</summary>
    private static readonly string[] Personal = ["/api/0/", "/api/0/organizations", "/api/0/projects"];

    private static readonly string[] Queries =
    [
        "cursor=nonsense", "cursor=0%3A0%3A0", "cursor=-1%3A-1%3A-1", "cursor=%00", "limit=0", "limit=-1", "limit=99999999999999", "per_page=x", "query=%00", "query=(((", "query=is%3A",
        "query=firstSeen%3A%3E9999-12-31T23%3A59%3A59Z", "query=firstSeen%3A-99999999999d", "statsPeriod=24h", "statsPeriod=-1h", "statsPeriod=99999999999999d", "statsPeriod=x", "sort=x", "sort=%00",
        "since=-1&until=0", "since=99999999999999999999&until=1", "since=-62135596800&until=253402300799", "start=0001-01-01T00%3A00%3A00&end=0001-01-01T00%3A00%3A01",
        "start=9999-12-31T23%3A59%3A59&end=9999-12-31T23%3A59%3A59", "stat=x", "resolution=0s", "resolution=x", "project=-1", "project=x", "project=99999999999999999999", "environment=%00",
        "id=1&id=x", "id=-1", "id=99999999999999999999", "status=x", "full=x", "groupStatsPeriod=x", "key=%00", "page=0",
    ];

    private static readonly string[] Bodies =
    [
        "", "null", "[]", "[null]", "{}", "{", "1", "\"x\"", """{"":null}""", """{"status":null}""", """{"status":1}""", """{"status":[]}""", """{"status":"\u0000"}""",
        """{"status":"resolved","statusDetails":null}""", """{"status":"resolved","statusDetails":[]}""", """{"status":"resolved","statusDetails":{"inRelease":1}}""",
        """{"status":"ignored","statusDetails":{"ignoreDuration":-1}}""", """{"status":"ignored","statusDetails":{"ignoreDuration":1e300}}""",
        """{"status":"ignored","statusDetails":{"ignoreDuration":9223372036854775807}}""", """{"status":"ignored","statusDetails":{"ignoreCount":9223372036854775807,"ignoreWindow":9223372036854775807}}""",
        """{"assignedTo":1}""", """{"assignedTo":{}}""", """{"assignedTo":"user:"}""", """{"merge":null}""", """{"merge":1,"isBookmarked":null}""", """{"hasSeen":1}""",
        """{"version":null,"projects":null}""", """{"version":1,"projects":["shop"]}""", """{"version":"\ud800","projects":["shop"]}""", """{"version":"x","projects":[null]}""",
        """{"version":"x","projects":["shop"],"commits":[null]}""", """{"version":"x","projects":["shop"],"commits":[{"id":null}]}""", """{"version":"x","projects":["shop"],"commits":[{"id":"1","patch_set":[null]}]}""",
        """{"version":"x","projects":["shop"],"refs":[null]}""", """{"version":"x","projects":["shop"],"dateReleased":"0001-01-01T00:00:00Z"}""", """{"version":"x","projects":["shop"],"dateReleased":9e99}""",
        """{"environment":null}""", """{"environment":"p","dateStarted":"9999-12-31T23:59:59Z","dateFinished":"0001-01-01T00:00:00Z"}""", """{"environment":"p","projects":[null]}""",
        """{"checksum":null,"chunks":null}""", """{"checksum":"x","chunks":[null]}""", """{"checksum":"x","chunks":["y"],"projects":[null],"version":1}""", """{"a":{"name":null,"chunks":[null]}}""", """{"a":null}""",
        """{"active":null}""", """{"active":{}}""", """{"active":"true","integrated":[]}""",
    ];

    [Fact]
    public async Task A_stranger_is_refused_by_each_call()
    {
        await using var host = await StartAsync();
        var wrong = new List<string>();

        foreach (var (method, path) in await CallsAsync(host))
        {
            var (status, text) = await AnswerAsync(host.As(TestHost.Stranger), method, path, method is "GET" or "DELETE" ? null : ToRelease);
            if (status is not (403 or 404) && !Personal.Contains(path.TrimEnd('/') is "/api/0" ? "/api/0/" : path.TrimEnd('/')))
            {
                wrong.Add($"{method} {path}: {status} {text}");
            }
        }

        AssertNone(wrong);
    }

    [Fact]
    public async Task No_call_fails_on_odd_queries()
    {
        await using var host = await StartAsync();
        var wrong = new List<string>();

        foreach (var (method, path) in (await CallsAsync(host)).Where(call => call.Method == "GET"))
        {
            foreach (var query in Queries)
            {
                var (status, text) = await AnswerAsync(host.As(TestHost.Owner), method, $"{path}?{query}", null);
                if (status >= 500)
                {
                    wrong.Add($"{method} {path}?{query}: {status} {text}");
                }
            }
        }

        AssertNone(wrong);
    }

    [Fact]
    public async Task No_call_fails_on_odd_bodies()
    {
        await using var host = await StartAsync();
        var wrong = new List<string>();

        foreach (var (method, path) in (await CallsAsync(host)).Where(call => call.Method is "POST" or "PUT" or "PATCH"))
        {
            foreach (var body in Bodies)
            {
                var (status, text) = await AnswerAsync(host.As(TestHost.Owner), method, path, body);
                if (status >= 500)
                {
                    wrong.Add($"{method} {path} {body}: {status} {text}");
                }
            }
        }

        AssertNone(wrong);
    }

    [Fact]
    public async Task No_call_fails_on_odd_segments()
    {
        await using var host = await StartAsync();
        var wrong = new List<string>();

        foreach (var (method, template) in Templates(host))
        {
            foreach (Match place in Segment().Matches(template))
            {
                foreach (var odd in new[] { "%EF%BF%BE", "-1", "99999999999999999999", "%2F", "%2500", new string('x', 300), "latest", "*" })
                {
                    var path = await FillAsync(host, template.Replace(place.Value, odd, StringComparison.Ordinal));
                    var (status, text) = await AnswerAsync(host.As(TestHost.Owner), method, path, method is "GET" or "DELETE" ? null : "{}");
                    if (status >= 500)
                    {
                        wrong.Add($"{method} {path}: {status} {text}");
                    }
                }
            }
        }

        AssertNone(wrong);
    }

    private static void AssertNone(List<string> wrong) => Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(100)));

    private static async Task<TestHost> StartAsync()
    {
        var host = await TestHost.StartAsync();
        using var reported = await host.Anonymous().ReportAsync(Some.Envelope());
        using var released = await host.As(TestHost.Developer).SendAsync(
            "POST", "/api/0/organizations/demo/releases/", $$"""{"version":"{{Release}}","projects":["shop"]}""");
        return host;
    }

    private static IEnumerable<(string Method, string Template)> Templates(TestHost host) =>
        from endpoint in host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let template = endpoint.RoutePattern.RawText!
        where (template.StartsWith("/api/0/", StringComparison.Ordinal) && !template.Contains("/user-feedback", StringComparison.Ordinal)) || template.Contains("/api/v4/", StringComparison.Ordinal)
        where !template.Contains("**", StringComparison.Ordinal)
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []
        where method is not ("HEAD" or "OPTIONS")
        select (method, template);

    private static async Task<IReadOnlyList<(string Method, string Path)>> CallsAsync(TestHost host)
    {
        var calls = new List<(string, string)>();
        foreach (var (method, template) in Templates(host))
        {
            // What is deleted would not be there for the others.
            calls.Add((method, await FillAsync(host, template)));
        }

        Assert.True(calls.Count > 40, $"{calls.Count} calls");
        return [.. calls.OrderBy(call => call.Item1 == "DELETE")];
    }

    private static async Task<string> FillAsync(TestHost host, string template)
    {
        var issues = await host.IssuesAsync();
        var issue = issues.Count == 0 ? "1" : (string)issues[0]!["id"]!;
        return Segment().Replace(template, segment => segment.Groups["name"].Value switch
        {
            "org" => "demo",
            "project" => "shop",
            "version" => Release,
            "issue" => issue,
            "event" => Some.EventId,
            "id" => template.Contains("/v4/", StringComparison.Ordinal) ? "1" : issue,
            _ => "x",
        });
    }

    private static async Task<(int Status, string Text)> AnswerAsync(HttpClient client, string method, string path, string? body)
    {
        using var response = await client.SendAsync(method, path, body);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [GeneratedRegex(@"\{\*?(?<name>\w+)[^}]*\}")]
    private static partial Regex Segment();
}
