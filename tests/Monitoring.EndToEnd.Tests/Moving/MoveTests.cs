using System.Net;
using System.Text;
using Monitoring.EndToEnd.Tests.Crashes;
using Monitoring.EndToEnd.Tests.Hosting;
using Monitoring.TestData;
using Monitoring.TestData.Envelopes;

namespace Monitoring.EndToEnd.Tests.Moving;

/// <summary>A host outgrows its file: it is archived while it runs, restored into PostgreSQL, and goes on there; and the way back.</summary>
public sealed class MoveTests(ITestOutputHelper output)
{
    private const string Attached = "9ec79c33ec9942ab8353589fcb2e04dc";

    [Fact]
    public async Task A_host_moves_by_archives_answers_as_before_and_goes_on()
    {
        await using var server = new PostgresServer();
        await server.InitializeAsync();
        using var data = new TemporaryDirectory();
        using var archives = new TemporaryDirectory();
        string[] postgres = ["--store", "postgres", "--connection", server.ConnectionString, "--archives", archives.Path];

        var next = 0;
        var load = new HostLoad<ShopEvent>(() => ShopEvent.Create(Interlocked.Increment(ref next)), (client, shopEvent) => shopEvent.SendAsync(client));
        IReadOnlyList<string> before = [], issues = [];
        IReadOnlyCollection<ShopEvent> acknowledged = [];
        var archive = "";
        await using (var host = await SampleHost.StartAsync(data.Path, null, "--archives", archives.Path))
        {
            await SendAsync(host);
            await WorkAsync(host);
            issues = [.. (await host.Api.ListIssuesAsync()).Select(issue => (string)issue["id"]!)];
            before = await HostAnswers.ReadAsync(host, issues);
            await load.RunAsync(host, 300, TimeSpan.Zero, async () =>
            {
                acknowledged = [.. load.Acknowledged];
                var done = await ArchiveCommand.MakeAsync(host);
                output.WriteLine(done.ToJsonString());
                archive = Path.Combine(archives.Path, (string)done["file"]!);
                Assert.True(load.Acknowledged.Count > acknowledged.Count, "nothing came in meanwhile");
                Assert.Equal(0, await host.StopAsync());
            });
        }

        Assert.Empty(load.Faults);
        await ArchiveCommand.MigrateAsync("restore", "--from", archive, "--to", $"postgres:{server.ConnectionString}");
        string second;
        await using (var host = await SampleHost.StartAsync(data.Path, null, postgres))
        {
            Assert.Equal(before, await HostAnswers.ReadAsync(host, issues));
            Assert.Empty(await StoredEvents.MissingAsync(host, acknowledged));

            // What came in after the moment of the archive is in it in no part: it is new when it is sent again, and the rest is not counted twice.
            await load.SendAgainAsync(host, load.Acknowledged.Count);
            await SendAsync(host);
            Assert.Equal(load.Sent.Count, (await host.Api.ListAsync("projects/1/issues?query=ShopError")).Sum(issue => (long)issue["count"]!));
            Assert.Empty(await StoredEvents.MissingAsync(host, load.Sent));
            Assert.Equal(before, await HostAnswers.ReadAsync(host, issues));

            await RegressAsync(host, "6");
            before = await HostAnswers.ReadAsync(host, issues);
            second = Path.Combine(archives.Path, (string)(await ArchiveCommand.MakeAsync(host))["file"]!);
            Assert.Equal(0, await host.StopAsync());
        }

        using var back = new TemporaryDirectory();
        File.Copy(Path.Combine(data.Path, "sample.json"), Path.Combine(back.Path, "sample.json"));
        await ArchiveCommand.MigrateAsync("restore", "--from", second, "--to", $"litedb:{back.Path}");
        await using (var host = await SampleHost.StartAsync(back.Path))
        {
            Assert.Equal(before, await HostAnswers.ReadAsync(host, issues));
            await load.SendAgainAsync(host, load.Acknowledged.Count);
            Assert.Equal(load.Sent.Count, (await host.Api.ListAsync("projects/1/issues?query=ShopError")).Sum(issue => (long)issue["count"]!));
            await RegressAsync(host, "7");
            Assert.Equal(0, await host.StopAsync());
        }
    }

    /// <summary>What real SDKs have sent, and some events whose issues people work on.</summary>
    private static async Task SendAsync(SampleHost host)
    {
        using var client = new HttpClient();
        var taken = 0;
        foreach (var payload in CorpusPayloads.All.Where(payload => payload.IsEnvelope && payload.Items.Contains("event") && HasId(payload.Decoded.Span)))
        {
            taken += await PostAsync(client, host, payload.DecodedFor(host.Dsn)) == HttpStatusCode.OK ? 1 : 0;
        }

        Assert.True(taken >= 10, $"only {taken} envelopes of the corpus were taken");
        for (var number = 1; number <= 5; number++)
        {
            Assert.Equal(HttpStatusCode.OK, await PostAsync(client, host, Own($"0000000000000000000000000000000{number}", number)));
        }

        Assert.Equal(HttpStatusCode.OK, await PostAsync(client, host, [.. Own(Attached, 1), .. Encoding.UTF8.GetBytes("{\"type\":\"attachment\",\"length\":5,\"filename\":\"core.bin\"}\nbytes\n")]));
    }

    /// <summary>What people do: resolve, ignore, assign, merge, comment.</summary>
    private static async Task WorkAsync(SampleHost host)
    {
        var ids = new List<string>();
        for (var number = 1; number <= 5; number++)
        {
            ids.Add((string)(await host.Api.GetEventAsync($"0000000000000000000000000000000{number}"))["issueId"]!);
        }

        await host.Api.SendAsync(HttpMethod.Patch, $"issues/{ids[0]}", """{"status":"resolved"}""");
        await host.Api.SendAsync(HttpMethod.Patch, $"issues/{ids[1]}", """{"assignee":"sample-token"}""");
        await host.Api.SendAsync(HttpMethod.Patch, $"issues/{ids[2]}", """{"status":"ignored"}""");
        await host.Api.SendAsync(HttpMethod.Patch, $"issues/{ids[3]}", $$"""{"merge":["{{ids[4]}}"]}""");
        await host.Api.SendAsync(HttpMethod.Post, $"issues/{ids[1]}/comments", """{"text":"Ошибка in the cart, see the log"}""");
    }

    /// <summary>An event of the issue that was resolved brings it back; somebody resolves it again.</summary>
    private static async Task RegressAsync(SampleHost host, string last)
    {
        using var client = new HttpClient();
        var id = (string)(await host.Api.GetEventAsync("00000000000000000000000000000001"))["issueId"]!;
        var resolved = await host.Api.GetIssueAsync(id);
        Assert.Equal("resolved", (string?)resolved["status"]);
        Assert.Equal(HttpStatusCode.OK, await PostAsync(client, host, Own($"0000000000000000000000000000000{last}", 1)));

        var back = await Eventually.ReadAsync(() => host.Api.GetIssueAsync(id), issue => (string?)issue["status"] == "unresolved");
        Assert.Equal(("unresolved", "regressed", (long)resolved["count"]! + 1), ((string?)back["status"], (string?)back["substatus"], (long)back["count"]!));
        await host.Api.SendAsync(HttpMethod.Patch, $"issues/{id}", """{"status":"resolved"}""");
    }

    /// <summary>Whether what is sent again is known by an id; one of zeros is none.</summary>
    private static bool HasId(ReadOnlySpan<byte> envelope) => envelope.IndexOf("\"event_id\""u8) >= 0 && envelope.IndexOf("\"event_id\":\"00000000000000000000000000000000\""u8) < 0;

    private static byte[] Own(string id, int kind)
    {
        var payload = Encoding.UTF8.GetBytes($$$"""{"exception":{"values":[{"type":"MoveError{{{kind}}}","value":"of kind {{{kind}}}"}]},"release":"shop@1.0","environment":"production","user":{"id":"u{{{kind}}}"}}""");
        return [.. Encoding.UTF8.GetBytes($$$"""{"event_id":"{{{id}}}"}""" + "\n" + $$$"""{"type":"event","length":{{{payload.Length}}}}""" + "\n"), .. payload, (byte)'\n'];
    }

    private static async Task<HttpStatusCode> PostAsync(HttpClient client, SampleHost host, byte[] envelope)
    {
        using var content = new ByteArrayContent(envelope);
        using var answer = await client.PostAsync(new Uri(host.Url, $"/api/1/envelope/?sentry_key={host.PublicKey}"), content);
        return answer.StatusCode;
    }
}
