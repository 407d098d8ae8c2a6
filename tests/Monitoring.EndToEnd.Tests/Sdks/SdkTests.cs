using System.Globalization;
using System.Text.Json.Nodes;
using Monitoring.EndToEnd.Tests.Hosting;
using Monitoring.EndToEnd.Tests.Wire;

namespace Monitoring.EndToEnd.Tests.Sdks;

/// <summary>
/// What must hold for every SDK: it is unmodified and knows its DSN, release and environment; what it sent stands in the host, field by field.
/// </summary>
public abstract class SdkTests(SharedHost shared, SdkRun run) : IClassFixture<SdkRun>
{
    protected const string Release = "shop@1.4.2";
    protected const string Environment = "staging";

    /// <summary>What an SDK sends for an address that only the receiver knows.</summary>
    private const string SenderAddress = "{{auto}}";

    /// <summary>The platform that the SDK states.</summary>
    protected abstract string Platform { get; }

    /// <summary>The SDK's name in the events.</summary>
    protected abstract string Sdk { get; }

    /// <summary>The text of the message that the client sends.</summary>
    protected abstract string Message { get; }

    protected virtual string MessageLevel => "warning";

    protected virtual string ExceptionLevel => "error";

    /// <summary>The exception and its causes, the root cause first.</summary>
    private protected abstract IReadOnlyList<ExpectedException> Exceptions { get; }

    /// <summary>Runs the client against a DSN and says which events it sent.</summary>
    private protected abstract Task<SentIds> RunClientAsync(WireTap tap, Uri dsn);

    [Fact]
    public async Task The_exception_arrives_with_its_causes_and_frames()
    {
        var report = (await ReportsAsync()).Exception;

        var exceptions = report.Payload["exception"]!["values"]!.AsArray();
        Assert.Equal(Exceptions.Select(exception => exception.Type), exceptions.Select(exception => (string?)exception!["type"]));
        Assert.Equal(Exceptions.Select(exception => exception.Value), exceptions.Select(exception => (string?)exception!["value"]));
        foreach (var (expected, exception) in Exceptions.Zip(exceptions))
        {
            var frames = exception!["stacktrace"]!["frames"]!.AsArray().TakeLast(expected.Functions.Length).ToList();
            Assert.Equal(expected.Functions, frames.Select(frame => (string?)frame!["function"]));
            Assert.All(frames, frame => Assert.True((bool?)frame!["in_app"], $"{frame} is not in_app"));
            Assert.All(frames, frame => Assert.True((int?)frame!["lineno"] > 0, $"{frame} has no line"));
        }
    }

    [Fact]
    public async Task The_exception_is_an_issue_named_after_it()
    {
        var report = (await ReportsAsync()).Exception;
        var thrown = Exceptions[^1];

        Assert.Equal((string?)report.Issue["id"], (string?)report.Event["issueId"]);
        Assert.Equal("1", (string?)report.Issue["projectId"]);
        Assert.Equal($"{thrown.Type}: {thrown.Value}", (string?)report.Issue["title"]);
        Assert.Equal(ExceptionLevel, (string?)report.Issue["level"]);
        Assert.Equal(Platform, (string?)report.Issue["platform"]);
        Assert.Equal("unresolved", (string?)report.Issue["status"]);
        Assert.Equal(ExceptionLevel, (string?)report.Event["level"]);
        Assert.Equal(Platform, (string?)report.Event["platform"]);
        Assert.NotEmpty(report.Event["hashes"]!.AsArray());
    }

    [Fact]
    public async Task The_message_arrives_and_is_an_issue_of_its_own()
    {
        var reports = await ReportsAsync();

        Assert.Equal(Message, EventLeaves.Of(reports.Message.Payload)["logentry"]);
        Assert.Equal(Message, (string?)reports.Message.Event["title"]);
        Assert.Equal(Message, (string?)reports.Message.Issue["title"]);
        Assert.Equal(MessageLevel, (string?)reports.Message.Event["level"]);
        Assert.NotEqual((string?)reports.Exception.Issue["id"], (string?)reports.Message.Issue["id"]);
    }

    [Fact]
    public async Task Tags_user_and_context_arrive()
    {
        var report = (await ReportsAsync()).Exception;

        Assert.Equal(Release, (string?)report.Payload["release"]);
        Assert.Equal(Environment, (string?)report.Payload["environment"]);
        Assert.Equal(Release, report.Tags["release"]);
        Assert.Equal(Environment, report.Tags["environment"]);
        Assert.Equal("eu-west", report.Tags["region"]);
        Assert.Equal("3", report.Tags["attempt"]);
        Assert.Equal("north 2", (string?)report.Payload["extra"]!["till"]);
        Assert.Equal(Sdk, (string?)report.Payload["sdk"]!["name"]);

        var user = report.Payload["user"]!;
        Assert.Equal(("42", "ada", "ada@shop.example"), ((string?)user["id"], (string?)user["username"], (string?)user["email"]));

        var order = report.Payload["contexts"]!["order"]!;
        Assert.Equal((1007, 19.9, false), ((int)order["number"]!, (double)order["total"]!, (bool)order["gift"]!));
        Assert.Equal("доставка ☕", (string?)order["note"]);
    }

    [Fact]
    public async Task Breadcrumbs_arrive_in_their_order()
    {
        var report = (await ReportsAsync()).Exception;

        var breadcrumbs = report.Payload["breadcrumbs"]!["values"]!.AsArray().Select(breadcrumb => breadcrumb!).ToList();
        var added = breadcrumbs.FindIndex(breadcrumb => (string?)breadcrumb["message"] == "added 2 x espresso");
        var declined = breadcrumbs.FindIndex(breadcrumb => (string?)breadcrumb["message"] == "card declined");
        Assert.InRange(added, 0, declined - 1);
        Assert.Equal("cart", (string?)breadcrumbs[added]["category"]);
        Assert.Equal("ESP-1", (string?)breadcrumbs[added]["data"]!["sku"]);
        Assert.Equal("2", breadcrumbs[added]["data"]!["quantity"]!.ToString());
        Assert.Equal("payment", (string?)breadcrumbs[declined]["category"]);
        Assert.Equal("warning", (string?)breadcrumbs[declined]["level"]);
    }

    [Fact]
    public async Task Every_field_that_was_sent_is_stored_alike()
    {
        var reports = await ReportsAsync();

        foreach (var report in new[] { reports.Exception, reports.Message })
        {
            var differences = Differences(report);
            Assert.True(differences.Count == 0, string.Join('\n', differences));
        }
    }

    [Fact]
    public async Task The_raw_event_is_what_was_sent()
    {
        var reports = await ReportsAsync();

        foreach (var report in new[] { reports.Exception, reports.Message })
        {
            Assert.True(JsonNode.DeepEquals(report.Sent, report.Raw), $"sent: {report.Sent.ToJsonString()}\nraw:  {report.Raw.ToJsonString()}");
        }
    }

    [Fact]
    public async Task The_attachment_of_the_exception_arrives_byte_for_byte()
    {
        var reports = await ReportsAsync();

        foreach (var report in new[] { reports.Exception, reports.ExceptionAgain })
        {
            var (file, content) = Assert.Single(report.Attachments);
            Assert.Equal(("receipt.txt", "text/plain", "event.attachment", 13L), ((string?)file["name"], (string?)file["contentType"], (string?)file["type"], (long)file["length"]!));
            Assert.Equal("total: 19.90\n"u8.ToArray(), content);
        }

        Assert.Empty(reports.Message.Attachments);
    }

    [Fact]
    public async Task Sending_it_again_counts_on_the_same_issue()
    {
        var reports = await ReportsAsync();

        Assert.Equal((string?)reports.Exception.Issue["id"], (string?)reports.ExceptionAgain.Issue["id"]);
        Assert.Equal((string?)reports.Message.Issue["id"], (string?)reports.MessageAgain.Issue["id"]);
        Assert.Equal(2, (long)reports.ExceptionAgain.Issue["count"]!);
        Assert.Equal(2, (long)reports.MessageAgain.Issue["count"]!);
        Assert.Equal(1, (long)reports.ExceptionAgain.Issue["userCount"]!);

        var host = await shared.GetAsync();
        var events = await host.Api.ListAsync($"issues/{reports.Exception.Issue["id"]}/events");
        Assert.Equal(
            [(string?)reports.ExceptionAgain.Event["id"], (string?)reports.Exception.Event["id"]],
            events.Select(found => (string?)found["id"]));
    }

    [Fact]
    public async Task Nothing_the_client_sends_is_refused()
    {
        var refused = (await ReportsAsync()).Refused;

        Assert.Empty(refused.Select(request => string.Create(CultureInfo.InvariantCulture, $"{request.PathAndQuery}: {request.Status} {request.Answer}")));
    }

    /// <summary>The variables that SDKs read by themselves.</summary>
    private protected static Dictionary<string, string?> ClientEnvironment(Uri dsn) => new()
    {
        ["SENTRY_DSN"] = dsn.AbsoluteUri,
        ["SENTRY_RELEASE"] = Release,
        ["SENTRY_ENVIRONMENT"] = Environment,
    };

    /// <summary>Starts a program that prints the ids of its events as its last line.</summary>
    private protected static async Task<SentIds> RunProgramAsync(string program, IEnumerable<string> arguments, Uri dsn, string directory)
    {
        await using var client = await ChildProcess.RunAsync(program, arguments, ClientEnvironment(dsn), directory);
        Assert.True(client.ExitCode == 0, $"the client ended with {client.ExitCode}: {client.Output}");
        var ids = JsonNode.Parse(client.Lines[^1])!;
        return new SentIds((string)ids["exception"]!, (string)ids["message"]!);
    }

    private Task<SdkRun.Reports> ReportsAsync() => run.GetAsync(shared.GetAsync, RunClientAsync);

    private static List<string> Differences(StoredReport report)
    {
        var stored = EventLeaves.Of(report.Payload);
        return
        [
            .. EventLeaves.Of(report.Sent)
                .Where(leaf => leaf.Value != SenderAddress)
                .Where(leaf => stored.GetValueOrDefault(leaf.Key) != leaf.Value)
                .Select(leaf => $"{leaf.Key}: sent '{leaf.Value}', stored '{stored.GetValueOrDefault(leaf.Key)}'"),
        ];
    }
}
