using System.Text;
using System.Text.Json.Nodes;
using Monitoring.EndToEnd.Tests.Hosting;
using Monitoring.EndToEnd.Tests.Wire;
using Monitoring.TestData;

namespace Monitoring.EndToEnd.Tests.Sdks;

/// <summary><c>@sentry/cli</c> from npm: <c>send-envelope</c> with an event and an attachment, <c>send-event</c> with a message made of options.</summary>
public sealed class CliTests(SharedHost shared, SdkRun run) : SdkTests(shared, run)
{
    protected override string Platform => "python";

    protected override string Sdk => "shop.cli";

    protected override string Message => "cli: stock of espresso is low";

    private protected override IReadOnlyList<ExpectedException> Exceptions =>
    [
        new("TimeoutError", "bank did not answer in 200 ms", "charge_card", "ask_bank"),
        new("TillFailed", "order 1007 could not be paid", "main", "checkout"),
    ];

    private protected override async Task<SentIds> RunClientAsync(WireTap tap, Uri dsn)
    {
        using var files = new TemporaryDirectory();
        var exception = await WriteEnvelopeAsync(files.File("crash.envelope"));
        await RunAsync(dsn, files, "send-envelope", files.File("crash.envelope"));

        await File.WriteAllTextAsync(files.File("till.log"), "cart: added 2 x espresso\npayment: card declined\n");
        var output = await RunAsync(
            dsn, files, "send-event", "--no-environ", "--level", "warning", "--message", "cli: stock of %s is low", "--message-arg", "espresso",
            "--tag", "region:eu-west", "--user", "id:42", "--extra", "till:north 2", "--logfile", files.File("till.log"));
        var message = output.Single(line => line.StartsWith("Event id: ", StringComparison.Ordinal))["Event id: ".Length..];
        return new SentIds(exception, Guid.Parse(message).ToString("N"));
    }

    private static async Task<string> WriteEnvelopeAsync(string path)
    {
        var id = Guid.NewGuid().ToString("N");
        var crash = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Clients.Directory("cli"), "crash.json")))!;
        crash["event_id"] = id;
        crash["timestamp"] = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() / 1000.0;
        var payload = crash.ToJsonString();
        var envelope = $$"""
            {"event_id":"{{id}}"}
            {"type":"event","length":{{Encoding.UTF8.GetByteCount(payload)}}}
            {{payload}}
            {"type":"attachment","length":13,"filename":"receipt.txt","content_type":"text/plain"}
            total: 19.90

            """;
        await File.WriteAllTextAsync(path, envelope.ReplaceLineEndings("\n"));
        return id;
    }

    private static async Task<IReadOnlyList<string>> RunAsync(Uri dsn, TemporaryDirectory directory, params string[] arguments)
    {
        var package = Requires.NpmPackage("@sentry/cli");
        await using var cli = await ChildProcess.RunAsync(
            Requires.Node(), [Path.Combine(package, "bin", "sentry-cli"), .. arguments], ClientEnvironment(dsn), directory.Path);
        Assert.True(cli.ExitCode == 0, $"sentry-cli {string.Join(' ', arguments)} ended with {cli.ExitCode}: {cli.Output}");
        return cli.Lines;
    }
}
