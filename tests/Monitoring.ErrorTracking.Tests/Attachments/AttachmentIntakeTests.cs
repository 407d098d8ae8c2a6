using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.ErrorTracking.Attachments;
using Monitoring.ErrorTracking.Attachments.Settings;
using Monitoring.ErrorTracking.Ingest;
using Monitoring.ErrorTracking.Tests.Ingest;
using Monitoring.ErrorTracking.Tests.Minidumps;
using Monitoring.Projects;
using Monitoring.Storage.Blobs;
using Monitoring.TestData;

namespace Monitoring.ErrorTracking.Tests.Attachments;

/// <summary>Attachments from the envelope into the stores and back out.</summary>
public sealed class AttachmentIntakeTests
{
    private const string Id = "9ec79c33ec9942ab8353589fcb2e04dc";
    private const string Header = $$"""{"event_id":"{{Id}}"}""" + "\n";
    private const string Event = """{"type":"event"}""" + "\n" + """{"message":"hello"}""" + "\n";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static EventId EventId => Parse(Id);

    [Fact]
    public async Task An_attachment_is_kept_byte_for_byte_with_what_is_known_of_it()
    {
        await using var host = await StartAsync();
        var bytes = Enumerable.Range(0, 100_000).Select(index => (byte)(index * 7)).ToArray();
        var envelope = Encoding.UTF8.GetBytes(Header + Event + $$"""{"type":"attachment","length":{{bytes.Length}},"filename":"C:\\logs\\ру.bin","content_type":"application/x-y; charset=utf-8; evil=1","attachment_type":"event.view_hierarchy"}""" + "\n");

        var outcome = await host.SendAsync(host.Request([.. envelope, .. bytes]));

        Assert.True(outcome.IsAccepted);
        var attachment = Assert.Single(await ListAsync(host));
        Assert.Equal(("ру.bin", "application/x-y; charset=utf-8", "event.view_hierarchy", 100_000L), (attachment.Name, attachment.ContentType, attachment.Type, attachment.Length));
        Assert.Equal((host.Time.GetUtcNow(), host.Time.GetUtcNow().AddDays(30)), (attachment.ReceivedAt, attachment.ExpiresAt));
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)), attachment.Sha256);
        Assert.Equal(bytes, await ReadAsync(host, attachment));
        Assert.Equal(
            ["attachment accepted 100000", "attachment_item accepted 1", "error accepted 1"],
            (await host.OutcomesAsync()).Select(count => $"{count.Key} {count.Value}").Order(StringComparer.Ordinal));
        Assert.Equal((100_000L, 1L), await UsageAsync(host));
    }

    [Fact]
    public async Task Attachments_are_off_by_default_and_the_event_is_taken()
    {
        await using var host = await IntakeHost.StartAsync();

        var outcome = await host.SendAsync(Header + Event + File("a.txt", "abc"));

        Assert.Single(outcome.Events);
        Assert.Empty(await ListAsync(host));
        Assert.Equal(1, (await host.OutcomesAsync())["attachment_item filtered attachments_off"]);
    }

    [Fact]
    public async Task A_repeat_changes_nothing_and_adds_what_is_new()
    {
        await using var host = await StartAsync();
        await host.SendAsync(Header + Event + File("a.txt", "abc"));

        var again = await host.SendAsync(Header + Event + File("a.txt", "abc") + File("a.txt", "abc") + File("b.txt", "abc"));

        Assert.True(again.IsAccepted);
        Assert.Equal(["a.txt", "b.txt"], (await ListAsync(host)).Select(attachment => attachment.Name));
        Assert.Equal((6L, 2L), await UsageAsync(host));
        Assert.Equal(2, (await host.OutcomesAsync())["attachment_item invalid duplicate"]);
    }

    [Theory]
    [InlineData("{broken", "attachment_item invalid event_not_taken")]
    [InlineData("""{"type":"transaction"}""", "attachment_item invalid event_not_taken")]
    public async Task An_attachment_shares_the_fate_of_its_event(string json, string expected)
    {
        await using var host = await StartAsync();

        await host.SendAsync(Header + $"{{\"type\":\"event\"}}\n{json}\n" + File("a.txt", "abc"));

        Assert.Empty(await ListAsync(host));
        Assert.Equal(1, (await host.OutcomesAsync()).GetValueOrDefault(expected), 1L);
    }

    [Fact]
    public async Task An_attachment_of_an_event_over_the_limit_is_not_kept()
    {
        await using var host = await StartAsync(limit: new KeyRateLimit { Count = 1, Window = TimeSpan.FromMinutes(1) });
        await host.SendAsync("{}\n" + Event);

        var outcome = await host.SendAsync(Header + Event + File("a.txt", "abc"));

        Assert.Equal(IngestStatus.RateLimited, outcome.Status);
        Assert.Empty(await ListAsync(host));
        Assert.Equal(1, (await host.OutcomesAsync())["attachment_item rate_limited key_quota"]);
    }

    [Fact]
    public async Task An_attachment_for_an_event_that_came_earlier_is_kept_and_one_for_none_is_not()
    {
        await using var host = await StartAsync();
        await host.SendAsync(Header + Event);

        await host.SendAsync(Header + File("late.txt", "abc"));
        var lost = await host.SendAsync("{}\n" + File("lost.txt", "abc"));

        Assert.Equal("late.txt", Assert.Single(await ListAsync(host)).Name);
        Assert.True(lost.IsAccepted);
        Assert.Equal(1, (await host.OutcomesAsync())["attachment_item invalid no_event"]);
    }

    [Theory]
    [InlineData(4, 100, 10, 100, "attachment_item invalid too_large", 0)]
    [InlineData(5, 9, 10, 100, "attachment_item invalid event_too_large", 1)]
    [InlineData(5, 100, 1, 100, "attachment_item invalid too_many", 1)]
    [InlineData(5, 100, 10, 9, "attachment_item rate_limited quota", 1)]
    public async Task What_is_beyond_a_limit_is_dropped_and_the_event_is_taken(long bytes, long perEvent, int count, long quota, string expected, int kept)
    {
        var settings = new AttachmentSettings { Enabled = true, MaxBytes = bytes, MaxBytesPerEvent = perEvent, MaxPerEvent = count, QuotaBytes = quota };
        await using var host = await StartAsync(settings);

        var outcome = await host.SendAsync(Header + Event + File("a.txt", "12345") + File("b.txt", "67890"));

        Assert.Equal((IngestStatus.Accepted, 1), (outcome.Status, outcome.Events.Length));
        Assert.Equal(kept, (await ListAsync(host)).Length);
        Assert.Equal(2 - kept, (await host.OutcomesAsync())[expected]);
        Assert.Equal((kept * 5L, (long)kept), await UsageAsync(host));
    }

    [Fact]
    public async Task The_quota_is_exact_when_many_send_at_once()
    {
        await using var host = await StartAsync(new AttachmentSettings { Enabled = true, MaxBytes = 10, MaxBytesPerEvent = 10, QuotaBytes = 55 });

        await Task.WhenAll(Enumerable.Range(0, 12).Select(number => Task.Run(() =>
            host.SendAsync($$"""{"event_id":"{{number:x32}}"}""" + "\n" + Event.Replace("hello", $"hello {number}", StringComparison.Ordinal) + File("a.bin", "0123456789")))));

        Assert.Equal((50L, 5L), await UsageAsync(host));
        var stored = 0;
        for (var number = 0; number < 12; number++)
        {
            stored += number == 0 ? 0 : (await ListAsync(host, Parse($"{number:x32}"))).Length;
        }

        Assert.InRange(stored, 4, 5);
        Assert.Equal(7, (await host.OutcomesAsync())["attachment_item rate_limited quota"]);
    }

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("..", "attachment")]
    [InlineData("a\u202Etxt.exe\u0000\r\n", "atxt.exe")]
    [InlineData("{half}.png", "\uFFFD.png")]
    [InlineData("   ", "attachment")]
    [InlineData("mail ghp_0123456789abcdefghijklmnopqrstuvwxyz.txt", "mail [Filtered].txt")]
    public async Task A_name_is_made_harmless(string name, string expected)
    {
        await using var host = await StartAsync();
        var json = new System.Text.Json.Nodes.JsonObject { ["type"] = "attachment", ["length"] = 1, ["filename"] = "x" }.ToJsonString();
        var escaped = string.Concat(name.Replace("{half}", "\uD800", StringComparison.Ordinal).Select(sign => $"\\u{(int)sign:x4}"));

        await host.SendAsync(Header + Event + json.Replace("\"x\"", $"\"{escaped}\"", StringComparison.Ordinal) + "\nz\n");

        Assert.Equal(expected, Assert.Single(await ListAsync(host)).Name);
    }

    [Theory]
    [InlineData("text/html\\r\\nSet-Cookie: a=b")]
    [InlineData("nonsense")]
    [InlineData("")]
    public async Task A_media_type_that_is_none_is_octets(string type)
    {
        await using var host = await StartAsync();

        await host.SendAsync(Header + Event + $$"""{"type":"attachment","length":1,"content_type":"{{type}}"}""" + "\nz\n");

        Assert.Equal("application/octet-stream", Assert.Single(await ListAsync(host)).ContentType);
    }

    [Fact]
    public async Task A_store_that_is_away_asks_for_the_request_again_and_the_repeat_brings_the_attachment()
    {
        var blobs = new MovableBlobStore();
        await using var host = await StartAsync(register: services => services.AddSingleton<IBlobStore>(blobs));
        blobs.IsAway = true;

        var away = await host.SendAsync(Header + Event + File("a.txt", "abc"));
        blobs.IsAway = false;
        var again = await host.SendAsync(Header + Event + File("a.txt", "abc"));

        Assert.Equal((IngestStatus.Unavailable, IngestStatus.Accepted), (away.Status, again.Status));
        Assert.Single(await ListAsync(host));
        Assert.Equal(1, blobs.Count);
    }

    [Fact]
    public async Task What_has_expired_is_gone_and_frees_its_room()
    {
        var blobs = new MovableBlobStore();
        await using var host = await StartAsync(new AttachmentSettings { Enabled = true, Retention = TimeSpan.FromDays(1) }, register: services => services.AddSingleton<IBlobStore>(blobs));
        await host.RunAsync();
        await host.SendAsync(Header + Event + File("a.txt", "abc"));
        var attachment = Assert.Single(await ListAsync(host));

        host.Time.Advance(TimeSpan.FromDays(1));

        Assert.Empty(await ListAsync(host));
        var gone = await host.Service<IAttachments>().OpenAsync(Actor.System, host.Project, EventId, attachment.Id, Cancellation);
        Assert.Equal(CommandOutcome.NotFound, gone.Outcome);
        await AwaitAsync(host, async () => await UsageAsync(host) == (0, 0) && blobs.Count == 0);
    }

    [Fact]
    public async Task Deleting_an_issue_takes_the_attachments_of_its_events_and_no_others()
    {
        await using var host = await StartAsync();
        await host.RunAsync();
        await host.SendAsync(Header + Event + File("a.txt", "abc"));
        const string other = "00000000000000000000000000000002";
        var kept = await host.SendAsync($$"""{"event_id":"{{other}}"}""" + "\n" + Event.Replace("hello", "another thing", StringComparison.Ordinal) + File("b.txt", "abc"));
        await host.SendAsync("""{"event_id":"00000000000000000000000000000003"}""" + "\n" + File("early.txt", "abc"));
        var issue = (await host.EventAsync(EventId)).Event.IssueId;
        Assert.NotEqual(issue, kept.Events[0].IssueId);

        await host.Issues.DeleteAsync(Actor.System, issue, cancellationToken: Cancellation);

        await AwaitAsync(host, async () => (await ListAsync(host)).Length == 0);
        Assert.Single(await ListAsync(host, Parse(other)));
        Assert.Single(await ListAsync(host, Parse("00000000000000000000000000000003")));
        Assert.Equal((6L, 2L), await UsageAsync(host));
    }

    [Fact]
    public async Task An_attachment_whose_event_does_not_come_within_a_day_goes()
    {
        await using var host = await StartAsync();
        await host.RunAsync();
        await host.SendAsync(Header + File("early.txt", "abc"));
        Assert.Single(await ListAsync(host));

        host.Time.Advance(TimeSpan.FromHours(50));

        await AwaitAsync(host, async () => (await ListAsync(host)).Length == 0);
    }

    [Fact]
    public async Task Files_of_a_form_are_added_to_an_event()
    {
        await using var host = await StartAsync();
        await host.SendAsync(Header + Event);

        var outcome = await host.SendAsync(Form(host, IngestEndpoint.Attachments, ("file", "a.txt", "abc"), ("note", null, "is no file"), ("file", "b.txt", "def")) with { EventId = Id });
        var none = await host.SendAsync(Form(host, IngestEndpoint.Attachments, ("note", null, "x")) with { EventId = Id });
        var noId = await host.SendAsync(Form(host, IngestEndpoint.Attachments, ("file", "a.txt", "abc")) with { EventId = "x" });

        Assert.Equal((IngestStatus.Accepted, Id), (outcome.Status, outcome.EventId.ToString()));
        Assert.Equal(["a.txt", "b.txt"], (await ListAsync(host)).Select(attachment => attachment.Name));
        Assert.Equal((IngestStatus.Invalid, "missing_file"), (none.Status, none.Error));
        Assert.Equal((IngestStatus.Invalid, "invalid_event_id"), (noId.Status, noId.Error));
    }

    [Fact]
    public async Task Who_uploads_by_hand_is_told_of_a_refusal()
    {
        await using var off = await IntakeHost.StartAsync();
        await using var on = await StartAsync(new AttachmentSettings { Enabled = true, MaxBytes = 2, MaxBytesPerEvent = 2 });

        var switchedOff = await off.SendAsync(Form(off, IngestEndpoint.Attachments, ("file", "a.txt", "abc")) with { EventId = Id });
        var tooLarge = await on.SendAsync(Form(on, IngestEndpoint.Attachments, ("file", "a.txt", "abc")) with { EventId = Id });

        Assert.Equal((IngestStatus.Forbidden, "attachments_off"), (switchedOff.Status, switchedOff.Error));
        Assert.Equal((IngestStatus.TooLarge, "too_large"), (tooLarge.Status, tooLarge.Error));
    }

    [Fact]
    public async Task A_dump_in_a_form_is_a_crash_with_its_fields_and_files()
    {
        await using var host = await StartAsync();
        var form = Form(host, IngestEndpoint.Minidump, ("sentry[tags][region]", null, "eu-west"), ("sentry", null, """{"release":"shop@1"}"""), ("log", "log.txt", "line"));
        var body = ((MemoryStream)form.Body).ToArray();
        var dump = DumpBuilder.Crash(1000);
        byte[] whole = [.. "--b\r\nContent-Disposition: form-data; name=\"upload_file_minidump\"; filename=\"x.dmp\"\r\n\r\n"u8, .. dump, .. "\r\n"u8, .. body];

        var outcome = await host.SendAsync(form with { Body = new MemoryStream(whole) });

        Assert.True(outcome.IsAccepted, outcome.Error);
        var stored = await host.EventAsync(outcome.EventId!.Value);
        Assert.Equal(("EXCEPTION_ACCESS_VIOLATION: Crash in shop.dll+0x1234", "native", "Fatal", "shop@1"),
            (stored.Event.Event.Title, stored.Event.Event.Platform, stored.Event.Event.Level.ToString(), stored.Event.Event.Release));
        Assert.Contains(stored.Event.Event.Tags, tag => (tag.Key, tag.Value) == ("region", "eu-west"));
        var attachments = await ListAsync(host, outcome.EventId.Value);
        Assert.Equal([("log.txt", "event.attachment"), ("x.dmp", "event.minidump")], attachments.Select(attachment => (attachment.Name, attachment.Type)).Order());
        var kept = attachments.Single(attachment => attachment.Minidump is not null);
        Assert.Equal(("shop.dll", "x86_64"), (kept.Minidump!.CrashModule, kept.Minidump.Cpu));
        Assert.Equal(dump, await ReadAsync(host, kept));
    }

    [Fact]
    public async Task A_dump_as_the_whole_body_is_a_crash_and_alike_ones_are_one_issue()
    {
        await using var host = await StartAsync();

        var first = await host.SendAsync(host.Request(DumpBuilder.Crash(10), IngestEndpoint.Minidump));
        var second = await host.SendAsync(host.Request(DumpBuilder.Crash(20), IngestEndpoint.Minidump));

        Assert.True(first.IsAccepted && second.IsAccepted);
        Assert.NotEqual(first.EventId, second.EventId);
        Assert.Equal(2, Assert.Single((await host.IssuesAsync()).Items).Row.Count);
        Assert.Equal("minidump.dmp", Assert.Single(await ListAsync(host, first.EventId!.Value)).Name);
    }

    [Fact]
    public async Task A_dump_makes_its_event_when_attachments_are_off()
    {
        await using var host = await IntakeHost.StartAsync();

        var outcome = await host.SendAsync(host.Request(DumpBuilder.Crash(), IngestEndpoint.Minidump));

        Assert.True(outcome.IsAccepted);
        Assert.Single(outcome.Events);
        Assert.Equal(["attachment_item filtered attachments_off", "error accepted"], (await host.OutcomesAsync()).Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("MDMP", null, "invalid_minidump")]
    [InlineData("", null, "missing_minidump_upload")]
    [InlineData("hello", "text/plain", "missing_minidump_upload")]
    [InlineData("hello", "multipart/form-data; boundary=b", "invalid_multipart")]
    [InlineData("--b\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n--b--", "multipart/form-data; boundary=b", "missing_minidump_upload")]
    [InlineData("--b\r\nContent-Disposition: form-data; name=upload_file_minidump\r\n\r\nx\r\n--b--", "multipart/form-data; boundary=b", "invalid_minidump")]
    public async Task What_is_no_dump_is_refused(string body, string? type, string error)
    {
        await using var host = await StartAsync();

        var outcome = await host.SendAsync(host.Request(Encoding.UTF8.GetBytes(body), IngestEndpoint.Minidump) with { ContentType = type });

        Assert.Equal((IngestStatus.Invalid, error), (outcome.Status, outcome.Error));
        Assert.Equal(1, (await host.OutcomesAsync())[$"error invalid {error}"]);
    }

    [Fact]
    public async Task A_dump_in_an_envelope_makes_an_event_or_completes_the_one_beside_it()
    {
        await using var host = await StartAsync();
        var dump = DumpBuilder.Crash();
        var item = Encoding.UTF8.GetBytes($$"""{"type":"attachment","length":{{dump.Length}},"filename":"crash.dmp","attachment_type":"event.minidump"}""" + "\n");
        var bare = """{"type":"event"}""" + "\n" + """{"release":"shop@2"}""" + "\n";

        await host.SendAsync(host.Request([.. Encoding.UTF8.GetBytes(Header), .. item, .. dump]));
        var second = await host.SendAsync(host.Request([.. Encoding.UTF8.GetBytes("{}\n" + bare), .. item, .. dump]));

        var alone = (await host.EventAsync(EventId)).Event;
        var beside = (await host.EventAsync(second.EventId!.Value)).Event;
        Assert.Equal((alone.IssueId, "shop@2"), (beside.IssueId, beside.Event.Release));
        Assert.StartsWith("EXCEPTION_ACCESS_VIOLATION", alone.Event.Title, StringComparison.Ordinal);
        Assert.Single(await ListAsync(host));
        Assert.Single(await ListAsync(host, second.EventId.Value));
    }

    [Fact]
    public async Task What_a_dump_says_is_scrubbed()
    {
        await using var host = await StartAsync();
        var secret = "ghp_0123456789abcdefghijklmnopqrstuvwxyz";
        var dump = new DumpBuilder().WithSystem(9, 2, 10, 0, 1).WithException(1, 5, 0x10010).WithModules(($@"C:\x\{secret}.dll", 0x10000, 0x1000)).Write();

        var outcome = await host.SendAsync(host.Request(dump, IngestEndpoint.Minidump));

        var stored = await host.EventAsync(outcome.EventId!.Value);
        Assert.DoesNotContain(secret, Encoding.UTF8.GetString(stored.Raw.Span), StringComparison.Ordinal);
        var kept = Assert.Single(await ListAsync(host, outcome.EventId.Value)).Minidump!;
        Assert.Equal(("[Filtered].dll", "[Filtered].dll"), (kept.CrashModule, kept.Modules[0]));
    }

    private static EventId Parse(string id) => Monitoring.EventId.TryParse(id, out var parsed) ? parsed : throw new ArgumentException(id);

    private static string File(string name, string content) =>
        $$"""{"type":"attachment","length":{{content.Length}},"filename":"{{name}}","content_type":"text/plain"}""" + "\n" + content + "\n";

    private static IngestRequest Form(IntakeHost host, IngestEndpoint endpoint, params (string Name, string? File, string Content)[] parts)
    {
        var body = string.Concat(parts.Select(part =>
            $"--b\r\nContent-Disposition: form-data; name=\"{part.Name}\"{(part.File is null ? "" : $"; filename=\"{part.File}\"")}\r\n\r\n{part.Content}\r\n")) + "--b--\r\n";
        return host.Request(Encoding.UTF8.GetBytes(body), endpoint) with { ContentType = "multipart/form-data; boundary=b" };
    }

    private static async Task<IntakeHost> StartAsync(AttachmentSettings? settings = null, KeyRateLimit? limit = null, Action<IServiceCollection>? register = null)
    {
        var host = await IntakeHost.StartAsync(limit: limit, register: register);
        var result = await host.Service<IAttachmentSettings>().ReplaceAsync(Actor.System, host.Project, settings ?? new AttachmentSettings { Enabled = true }, null, Cancellation);
        Assert.True(result.Outcome == CommandOutcome.Done, result.Reason);
        return host;
    }

    private static Task<Attachment[]> ListAsync(IntakeHost host) => ListAsync(host, EventId);

    private static async Task<Attachment[]> ListAsync(IntakeHost host, EventId id) =>
        [.. (await host.Service<IAttachments>().ListAsync(Actor.System, host.Project, id, 100, null, Cancellation)).Value!.Items];

    private static async Task<byte[]> ReadAsync(IntakeHost host, Attachment attachment)
    {
        await using var content = (await host.Service<IAttachments>().OpenAsync(Actor.System, host.Project, attachment.EventId, attachment.Id, Cancellation)).Value!;
        using var bytes = new MemoryStream();
        await content.Stream.CopyToAsync(bytes, Cancellation);
        return bytes.ToArray();
    }

    private static async Task<(long Bytes, long Count)> UsageAsync(IntakeHost host)
    {
        var view = (await host.Service<IAttachmentSettings>().GetAsync(Actor.System, host.Project, Cancellation)).Value!;
        return (view.UsedBytes, view.Count);
    }

    private static async Task AwaitAsync(IntakeHost host, Func<Task<bool>> isDone) =>
        Assert.True(await Eventually.ReadAsync(isDone, done => done, () => host.Time.Advance(TimeSpan.FromSeconds(30))), "It did not come to that.");
}
