using System.Text;
using Monitoring.ErrorTracking.Attachments.Settings;
using Monitoring.ErrorTracking.Ingest;
using Monitoring.ErrorTracking.Tests.Ingest;
using Monitoring.ErrorTracking.Tests.Minidumps;

namespace Monitoring.ErrorTracking.Tests.Attachments;

/// <summary>Files that come in forms, and dumps of processes in forms, bodies and envelopes.</summary>
public sealed class UploadTests : AttachmentTest
{
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
}
