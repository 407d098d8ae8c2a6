using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.ErrorTracking.Attachments;
using Monitoring.ErrorTracking.Attachments.Settings;
using Monitoring.ErrorTracking.Ingest;
using Monitoring.ErrorTracking.Tests.Ingest;
using Monitoring.Projects;
using Monitoring.TestData;

namespace Monitoring.ErrorTracking.Tests.Attachments;

/// <summary>A host that takes attachments, and what it has kept of them.</summary>
public abstract class AttachmentTest
{
    protected const string Id = "9ec79c33ec9942ab8353589fcb2e04dc";
    protected const string Header = $$"""{"event_id":"{{Id}}"}""" + "\n";
    protected const string Event = """{"type":"event"}""" + "\n" + """{"message":"hello"}""" + "\n";

    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private protected static EventId EventId => Parse(Id);

    private protected static EventId Parse(string id) => Monitoring.EventId.TryParse(id, out var parsed) ? parsed : throw new ArgumentException(id);

    private protected static string File(string name, string content) =>
        $$"""{"type":"attachment","length":{{content.Length}},"filename":"{{name}}","content_type":"text/plain"}""" + "\n" + content + "\n";

    private protected static IngestRequest Form(IntakeHost host, IngestEndpoint endpoint, params (string Name, string? File, string Content)[] parts)
    {
        var body = string.Concat(parts.Select(part =>
            $"--b\r\nContent-Disposition: form-data; name=\"{part.Name}\"{(part.File is null ? "" : $"; filename=\"{part.File}\"")}\r\n\r\n{part.Content}\r\n")) + "--b--\r\n";
        return host.Request(Encoding.UTF8.GetBytes(body), endpoint) with { ContentType = "multipart/form-data; boundary=b" };
    }

    private protected static async Task<IntakeHost> StartAsync(AttachmentSettings? settings = null, KeyRateLimit? limit = null, Action<IServiceCollection>? register = null)
    {
        var host = await IntakeHost.StartAsync(limit: limit, register: register);
        var result = await host.Service<IAttachmentSettings>().ReplaceAsync(Actor.System, host.Project, settings ?? new AttachmentSettings { Enabled = true }, null, Cancellation);
        Assert.True(result.Outcome == CommandOutcome.Done, result.Reason);
        return host;
    }

    private protected static Task<Attachment[]> ListAsync(IntakeHost host) => ListAsync(host, EventId);

    private protected static async Task<Attachment[]> ListAsync(IntakeHost host, EventId id) =>
        [.. (await host.Service<IAttachments>().ListAsync(Actor.System, host.Project, id, 100, null, Cancellation)).Value!.Items];

    private protected static async Task<byte[]> ReadAsync(IntakeHost host, Attachment attachment)
    {
        await using var content = (await host.Service<IAttachments>().OpenAsync(Actor.System, host.Project, attachment.EventId, attachment.Id, Cancellation)).Value!;
        using var bytes = new MemoryStream();
        await content.Stream.CopyToAsync(bytes, Cancellation);
        return bytes.ToArray();
    }

    private protected static async Task<(long Bytes, long Count)> UsageAsync(IntakeHost host)
    {
        var view = (await host.Service<IAttachmentSettings>().GetAsync(Actor.System, host.Project, Cancellation)).Value!;
        return (view.UsedBytes, view.Count);
    }

    private protected static async Task AwaitAsync(IntakeHost host, Func<Task<bool>> isDone) =>
        Assert.True(await Eventually.ReadAsync(isDone, done => done, () => host.Time.Advance(TimeSpan.FromSeconds(30))), "It did not come to that.");
}
