using System.Text;
using Monitoring.ErrorTracking.Envelopes;
using Monitoring.ErrorTracking.Monitors;
using Monitoring.ErrorTracking.Monitors.Reading;
using Monitoring.TestData;

namespace Monitoring.ErrorTracking.Tests.Monitors;

public sealed class CheckInReaderTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Read_EveryField_IsInTheReport()
    {
        var report = Read("""
            {"check_in_id":"220a469777b44a4681e61f9c791a434f","monitor_slug":"Nightly","status":"in_progress","release":"shop@1.2.3","environment":"test","duration":3.25,
             "monitor_config":{"schedule":{"type":"crontab","value":"0 2 * * *"},"checkin_margin":5,"max_runtime":45,"timezone":"Europe/Prague",
             "failure_issue_threshold":2,"recovery_threshold":3,"owner":"team:reports"},
             "contexts":{"trace":{"trace_id":"2fb720d8094a408a8aa5d7c583c608bf","span_id":"8df26790aae85010"}}}
            """);

        Assert.Equal(
            new CheckInReport
            {
                Id = Guid.ParseExact("220a469777b44a4681e61f9c791a434f", "N"),
                Slug = "nightly",
                Name = "Nightly",
                Status = CheckInStatus.InProgress,
                Environment = "test",
                Duration = TimeSpan.FromSeconds(3.25),
                Release = "shop@1.2.3",
                TraceId = "2fb720d8094a408a8aa5d7c583c608bf",
                Settings = new MonitorSettings
                {
                    Name = "Nightly",
                    Schedule = MonitorSchedule.OfCrontab("0 2 * * *"),
                    Margin = TimeSpan.FromMinutes(5),
                    MaxRunTime = TimeSpan.FromMinutes(45),
                    TimeZone = "Europe/Prague",
                    FailureThreshold = 2,
                    RecoveryThreshold = 3,
                    Owner = "team:reports",
                },
            },
            report);
    }

    [Fact]
    public void Read_OtherSpellings_AreTheSame()
    {
        var one = Read("""{"check_in_id":"220a4697-77b4-4a46-81e6-1f9c791a434f","monitor_slug":"a","status":"ok","monitor_config":{"schedule":{"type":"interval","value":2,"unit":"hour"},"checkin_margin":5,"max_runtime":10,"failure_issue_threshold":2,"recovery_threshold":3}}""");
        var other = Read("""{"checkInId":"220A469777B44A4681E61F9C791A434F","monitorSlug":"a","status":"OK","duration":null,"monitorConfig":{"schedule":{"type":"Interval","value":"2","unit":"hours"},"checkinMargin":5.0,"maxRuntime":"10","failureIssueThreshold":2,"recoveryThreshold":3,"timezone":null}}""");

        Assert.Equal(one, other);
    }

    [Fact]
    public void Read_AlmostNothing_HasTheDefaults()
    {
        var report = Read("""{"check_in_id":"00000000000000000000000000000000","monitor_slug":"a","status":"ok","environment":"","monitor_config":{"schedule":{"type":"crontab","value":"@daily"}}}""");

        Assert.Null(report.Id);
        Assert.Equal("production", report.Environment);
        Assert.Equal(new MonitorSettings { Name = "a", Schedule = MonitorSchedule.OfCrontab("@daily") }, report.Settings);
        Assert.Equal((TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(30), "UTC", 1, 1),
            (report.Settings!.Margin, report.Settings.MaxRunTime, report.Settings.TimeZone, report.Settings.FailureThreshold, report.Settings.RecoveryThreshold));
        Assert.Null(Read("""{"monitor_slug":"a","status":"ok","monitor_config":null}""").Settings);
    }

    [Theory]
    [InlineData("""{"status":"ok"}""", "monitor_slug:")]
    [InlineData("""{"status":"ok","monitor_slug":"!!!"}""", "monitor_slug:")]
    [InlineData("""{"status":"ok","monitor_slug":7}""", "monitor_slug:")]
    [InlineData("""{"monitor_slug":"a"}""", "status:")]
    [InlineData("""{"monitor_slug":"a","status":"missed"}""", "status:")]
    [InlineData("""{"monitor_slug":"a","status":"timeout"}""", "status:")]
    [InlineData("""{"monitor_slug":"a","status":1}""", "status:")]
    [InlineData("""{"monitor_slug":"a","status":"ok","check_in_id":"x"}""", "check_in_id:")]
    [InlineData("""{"monitor_slug":"a","status":"ok","check_in_id":5}""", "check_in_id:")]
    [InlineData("""{"monitor_slug":"a","status":"ok","duration":-1}""", "duration:")]
    [InlineData("""{"monitor_slug":"a","status":"ok","duration":"long"}""", "duration:")]
    [InlineData("""{"monitor_slug":"a","status":"ok","duration":1e99}""", "duration:")]
    [InlineData("""{"monitor_slug":"a","status":"ok","environment":"a/b"}""", "environment:")]
    [InlineData("""{"monitor_slug":"a","status":"ok","environment":["a"]}""", "environment:")]
    [InlineData("""{"monitor_slug":"a","status":"ok","release":{}}""", "release:")]
    [InlineData("""{"monitor_slug":"a","status":"ok","contexts":{"trace":{"trace_id":"z"}}}""", "contexts.trace.trace_id:")]
    [InlineData("""{"monitor_slug":"a","status":"ok","contexts":[]}""", "contexts:")]
    [InlineData("""{"monitor_slug":"a","status":"ok","monitor_config":[]}""", "monitor_config:")]
    [InlineData("""{"monitor_slug":"a","status":"ok","monitor_config":{}}""", "monitor_config.schedule:")]
    [InlineData("""{"monitor_slug":"a","status":"ok","monitor_config":{"schedule":{"type":"moon","value":"x"}}}""", "monitor_config.schedule.type:")]
    [InlineData("""{"monitor_slug":"a","status":"ok","monitor_config":{"schedule":{"type":"crontab","value":5}}}""", "monitor_config.schedule.value:")]
    [InlineData("""{"monitor_slug":"a","status":"ok","monitor_config":{"schedule":{"type":"crontab","value":"0_*_*_*_*"}}}""", "monitor_config.schedule.value:")]
    [InlineData("""{"monitor_slug":"a","status":"ok","monitor_config":{"schedule":{"type":"interval","value":1,"unit":"fortnight"}}}""", "monitor_config.schedule.unit:")]
    [InlineData("""{"monitor_slug":"a","status":"ok","monitor_config":{"schedule":{"type":"interval","value":1,"unit":"2"}}}""", "monitor_config.schedule.unit:")]
    [InlineData("""{"monitor_slug":"a","status":"ok","monitor_config":{"schedule":{"type":"interval","value":1}}}""", "monitor_config.schedule.unit:")]
    [InlineData("""{"monitor_slug":"a","status":"ok","monitor_config":{"schedule":{"type":"interval","value":1.5,"unit":"day"}}}""", "monitor_config.schedule.value:")]
    [InlineData("""{"monitor_slug":"a","status":"ok","monitor_config":{"schedule":{"type":"crontab","value":"@daily"},"checkin_margin":-1}}""", "monitor_config.checkin_margin:")]
    [InlineData("""{"monitor_slug":"a","status":"ok","monitor_config":{"schedule":{"type":"crontab","value":"@daily"},"max_runtime":40321}}""", "monitor_config.max_runtime:")]
    [InlineData("""{"monitor_slug":"a","status":"ok","monitor_config":{"schedule":{"type":"crontab","value":"@daily"},"max_runtime":0}}""", "monitor_config.max_runtime:")]
    [InlineData("""{"monitor_slug":"a","status":"ok","monitor_config":{"schedule":{"type":"crontab","value":"@daily"},"timezone":"Mars/Base"}}""", "monitor_config.timezone:")]
    [InlineData("""{"monitor_slug":"a","status":"ok","monitor_config":{"schedule":{"type":"crontab","value":"@daily"},"failure_issue_threshold":0}}""", "monitor_config.failure_issue_threshold:")]
    [InlineData("""{"monitor_slug":"a","status":"ok","monitor_config":{"schedule":{"type":"crontab","value":"@daily"},"recovery_threshold":721}}""", "monitor_config.recovery_threshold:")]
    [InlineData("""{"monitor_slug":"a","status":"ok","monitor_config":{"schedule":{"type":"crontab","value":"@daily"},"owner":7}}""", "monitor_config.owner:")]
    [InlineData("[]", "A check-in must be a JSON object.")]
    [InlineData("", "A check-in must be a JSON object.")]
    [InlineData("{", "A check-in must be a JSON object.")]
    public void Read_MalformedField_IsRefusedByName(string json, string place)
    {
        var reading = CheckInReader.Read(Encoding.UTF8.GetBytes(json), Now);

        Assert.Null(reading.Report);
        Assert.StartsWith(place, reading.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_TooLong_IsRefused() =>
        Assert.NotNull(CheckInReader.Read(Encoding.UTF8.GetBytes(new string(' ', 200_000) + "{}"), Now).Fault);

    [Fact]
    public void Read_CheckInsOfRealSdks_AreTaken()
    {
        var reports = RealPayloads().Select(payload => CheckInReader.Read(payload, Now)).ToList();

        Assert.True(reports.Count >= 8);
        Assert.All(reports, reading => Assert.Null(reading.Fault));
    }

    [Fact]
    public void Read_DamagedCheckInsOfRealSdks_IsAReportOrAReason()
    {
        var random = new Random(20261122);
        var payloads = RealPayloads().ToList();
        var runs = Scale.Count(4000, 400_000);
        var taken = 0;
        for (var run = 0; run < runs; run++)
        {
            var damaged = Mutations.Damage(random, payloads[random.Next(payloads.Count)], payloads[random.Next(payloads.Count)]);

            var reading = CheckInReader.Read(damaged, Now);

            Assert.True(reading.Report is null != reading.Fault is null);
            taken += reading.Report is null ? 0 : 1;
        }

        Assert.InRange(taken, 1, runs - 1);
    }

    private static IEnumerable<byte[]> RealPayloads() =>
        from file in Directory.EnumerateFiles(Corpus.File("sentry", "envelopes", "captured"), "*.body")
        from item in EnvelopeReader.Read(File.ReadAllBytes(file), new EnvelopeLimits()).Items
        where item.Kind == EnvelopeItemKind.CheckIn
        select item.GetPayload().ToArray();

    private static CheckInReport Read(string json)
    {
        var reading = CheckInReader.Read(Encoding.UTF8.GetBytes(json), Now);
        Assert.Null(reading.Fault);
        return reading.Report!;
    }
}
