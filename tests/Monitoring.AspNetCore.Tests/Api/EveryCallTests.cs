using System.Text.Json.Nodes;
using Monitoring.AspNetCore.Tests.Hosting;
using Monitoring.TestData.Json;
using static Monitoring.AspNetCore.Tests.Hosting.Answers;

namespace Monitoring.AspNetCore.Tests.Api;

/// <summary>What holds for each call of the product API, asked of all that the document lists with its examples.</summary>
public sealed class EveryCallTests
{
    private const string OddCursor = "nonsense";

    /// <summary>Whoever they are, these answer for the caller alone.</summary>
    private static readonly string[] Personal = ["listProjects"];

    /// <summary>The thing in the path of their examples is not there.</summary>
    private static readonly string[] OfAbsent = ["listDeploys", "listCheckIns", "listAlertFirings"];

    private static readonly string[] OddInstants = ["0001-01-01T00:00:00Z", "0001-01-02T00:00:00Z", "9999-12-30T23:59:59Z", "9999-12-31T23:59:59.9999999Z"];

    private static readonly string[] OddTexts =
        ["\0", "\ufffe", "-1", "99999999999999999999", "NaN", "(", "\"", "a:b:c", "*", ",", "..", "%", "{}", new('x', 300), new('(', 6000)];

    [Fact]
    public async Task A_stranger_is_refused_by_each_call_and_told_the_same_of_a_project_that_is_not()
    {
        await using var host = await TestHost.StartAsync();
        var client = host.As(TestHost.Stranger);
        var wrong = new List<string>();

        foreach (var call in await Call.AllAsync(host))
        {
            if (Personal.Contains(call.Id))
            {
                continue;
            }

            foreach (var body in call.Body is null ? [null] : (string?[])[call.Body, "{"])
            {
                var there = await AnswerAsync(client, call, call.Path("demo%2Fshop"), body);
                var absent = await AnswerAsync(client, call, call.Path("demo%2Fnone"), body);
                if ((there.Status is not (403 or 404) && body != "{") || there.Status != absent.Status || there.Text != absent.Text.Replace("demo/none", "demo/shop"))
                {
                    wrong.Add($"{call.Id} {body}: {there.Status} {there.Text} ~ {absent.Status} {absent.Text}");
                }
            }
        }

        AssertNone(wrong);
    }

    [Theory]
    [InlineData("for reporters", TestHost.Stranger)]
    [InlineData("for developers", TestHost.Reporter)]
    [InlineData("for maintainers", TestHost.Developer)]
    [InlineData("for owners", TestHost.Developer)]
    [InlineData("for administrators of the host", TestHost.Owner)]
    public async Task Each_call_refuses_those_below_the_role_that_it_names(string role, string below)
    {
        await using var host = await TestHost.StartAsync();
        using var reported = await host.Anonymous().ReportAsync(Some.Envelope());
        var issue = (string)(await host.IssuesAsync())[0]!["id"]!;
        var wrong = new List<string>();

        var calls = (await Call.AllAsync(host)).Where(call => call.Summary.EndsWith("; " + role, StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(calls);
        foreach (var call in calls)
        {
            var (status, text) = await AnswerAsync(host.As(below), call, $"{call.Path(issue: issue)}?{call.Required()}", call.Body);
            if (status is not (403 or 404) || (status == 404 && below != TestHost.Stranger))
            {
                wrong.Add($"{call.Id}: {status} {text}");
            }
        }

        AssertNone(wrong);
    }

    [Fact]
    public async Task No_call_fails_on_odd_texts_in_its_address()
    {
        await using var host = await TestHost.StartAsync();
        var client = host.As(TestHost.Owner);
        using var reported = await host.Anonymous().ReportAsync(Some.Envelope());
        var issue = (string)(await host.IssuesAsync())[0]!["id"]!;
        var wrong = new List<string>();

        foreach (var call in await Call.AllAsync(host))
        {
            foreach (var text in OddTexts)
            {
                var odd = Uri.EscapeDataString(text);
                var paths = call.Query.Keys.Select(name => $"{call.Path(issue: issue)}?{call.Required(except: name)}&{name}={odd}")
                    .Concat(call.InPath.Keys.Where(_ => text.Length is > 0 and < 5000 && text[0] != '\0').Select(name => $"{call.Path(issue: issue, odd: (name, odd))}?{call.Required()}"));
                foreach (var path in paths)
                {
                    var (status, answer) = await AnswerAsync(client, call, path, call.Body);
                    if (status == 500)
                    {
                        wrong.Add($"{call.Method} {path}: {answer}");
                    }
                }
            }
        }

        AssertNone(wrong);
    }

    [Fact]
    public async Task No_call_fails_at_the_ends_of_the_calendar()
    {
        await using var host = await TestHost.StartAsync();
        var client = host.As(TestHost.Owner);
        var wrong = new List<string>();

        foreach (var call in (await Call.AllAsync(host)).Where(call => call.Method == "GET"))
        {
            var instants = call.Query.Where(parameter => DateTimeOffset.TryParse(parameter.Value, out _) && parameter.Value.Contains('T')).Select(parameter => parameter.Key).ToArray();
            foreach (var (first, last) in instants.Length == 0 ? [] : from one in OddInstants from other in OddInstants select (one, other))
            {
                var query = string.Join('&', instants.Select((name, place) => $"{name}={(place == 0 ? first : last)}"));
                var (status, text) = await AnswerAsync(client, call, $"{call.Path()}?{query}", null);
                if (status >= 500)
                {
                    wrong.Add($"{call.Id} {query}: {status} {text}");
                }
            }
        }

        AssertNone(wrong);
    }

    [Fact]
    public async Task Each_list_refuses_a_cursor_that_is_none_of_its_own()
    {
        await using var host = await TestHost.StartAsync();
        using var reported = await host.Anonymous().ReportAsync(Some.Envelope());
        var issue = (string)(await host.IssuesAsync())[0]!["id"]!;
        var wrong = new List<string>();

        foreach (var call in (await Call.AllAsync(host)).Where(call => call.Query.ContainsKey("cursor")))
        {
            var (status, text) = await AnswerAsync(host.As(TestHost.Owner), call, $"{call.Path(issue: issue)}?cursor={OddCursor}&{call.Required()}", null);
            if (!(status == 400 && text.Contains("cursor", StringComparison.OrdinalIgnoreCase)) && !(status == 404 && OfAbsent.Contains(call.Id)))
            {
                wrong.Add($"{call.Id}: {status} {text}");
            }
        }

        AssertNone(wrong);
    }

    [Fact]
    public async Task No_call_fails_on_values_of_another_kind_or_size()
    {
        await using var host = await TestHost.StartAsync();
        var client = host.As(TestHost.Owner);
        using var reported = await host.Anonymous().ReportAsync(Some.Envelope());
        var issue = (string)(await host.IssuesAsync())[0]!["id"]!;
        var wrong = new List<string>();

        foreach (var call in (await Call.AllAsync(host)).Where(call => call.Body is not null))
        {
            foreach (var body in OddJson.Of(call.Body!))
            {
                var (status, text) = await AnswerAsync(client, call, call.Path(issue: issue), body);
                if (status is 500)
                {
                    wrong.Add($"{call.Id} {body}: {text}");
                }
            }
        }

        AssertNone(wrong);
    }

    private static void AssertNone(List<string> wrong) => Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(100)));

    private static async Task<(int Status, string Text)> AnswerAsync(HttpClient client, Call call, string path, string? body)
    {
        using var response = await client.SendAsync(call.Method, path, body);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>A call as the document describes it.</summary>
    private sealed record Call(string Id, string Method, string Summary, string Template, Dictionary<string, string> InPath, Dictionary<string, string> Query, string? Body)
    {
        public static async Task<IReadOnlyList<Call>> AllAsync(TestHost host)
        {
            var document = await host.As(TestHost.Stranger).SendAsync("GET", "/monitoring/openapi/v1.json").JsonAsync();
            return
            [
                .. from path in document["paths"]!.AsObject()
                   from operation in path.Value!.AsObject()
                   select Of(path.Key, operation.Key.ToUpperInvariant(), operation.Value!),
            ];
        }

        public string Path(string project = "1", string? issue = null, (string Name, string Value) odd = default) => Root + InPath.Aggregate(Template, (path, parameter) => path.Replace(
            $"{{{parameter.Key}}}",
            parameter.Key == odd.Name ? odd.Value : parameter.Key == "p" ? project : parameter.Key == "id" && issue is not null && Template.StartsWith("/issues/", StringComparison.Ordinal) ? issue : Uri.EscapeDataString(parameter.Value)));

        /// <summary>What a search must name, with the examples as values.</summary>
        public string Required(string? except = null) => string.Join('&', Query
            .Where(parameter => parameter.Key is "from" or "to" or "project" && parameter.Key != except)
            .Select(parameter => $"{parameter.Key}={Uri.EscapeDataString(parameter.Value)}"));

        private static Call Of(string path, string method, JsonNode operation)
        {
            var parameters = operation["parameters"]?.AsArray() ?? [];
            return new Call(
                (string)operation["operationId"]!, method, (string)operation["summary"]!, path, In("path"), In("query"),
                operation["requestBody"]?["content"]!.AsObject().First().Value!["example"]!.ToJsonString());

            Dictionary<string, string> In(string place) => parameters
                .Where(parameter => (string?)parameter!["in"] == place)
                .ToDictionary(parameter => (string)parameter!["name"]!, parameter => parameter!["example"]!.ToString());
        }
    }
}
