using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Monitoring.ErrorTracking.Envelopes;
using Monitoring.ErrorTracking.Sessions;
using Monitoring.ErrorTracking.Sessions.Reading;
using Monitoring.TestData;

namespace Monitoring.ErrorTracking.Tests.Sessions;

public sealed class SessionReaderTests
{
    private const string Full =
        """{"sid":"c81d4e2e-bcf2-11e6-869b-7df92533d2db","did":"123","init":true,"started":"2020-02-07T14:16:00Z","status":"exited","seq":123456,"errors":2,"duration":6000.0,"timestamp":"2020-02-07T14:16:00Z","abnormal_mechanism":"anr_foreground","attrs":{"release":"io.sentry@1.0+123","environment":"debug","ip_address":"127.0.0.1","user_agent":"jamesBond"}}""";

    [Fact]
    public void ReadUpdate_AllFields_AreRead()
    {
        var report = SessionReader.ReadUpdate(Encoding.UTF8.GetBytes(Full)).Report!;

        Assert.Equal(
            (new Guid("c81d4e2e-bcf2-11e6-869b-7df92533d2db"), "123", true, new DateTimeOffset(2020, 2, 7, 14, 16, 0, TimeSpan.Zero), SessionStatus.Errored, 6000.0),
            (report.Sid, report.User, report.IsInit, report.Started, report.Status, report.Duration));
        Assert.Equal(new SessionAttributes { Release = "io.sentry@1.0+123", Environment = "debug" }, report.Attributes);
    }

    [Theory]
    [InlineData("ok", 0, SessionStatus.Healthy)]
    [InlineData("ok", 1, SessionStatus.Errored)]
    [InlineData("exited", 0, SessionStatus.Healthy)]
    [InlineData("errored", 0, SessionStatus.Errored)]
    [InlineData("unhandled", 0, SessionStatus.Unhandled)]
    [InlineData("abnormal", 3, SessionStatus.Abnormal)]
    [InlineData("crashed", 1, SessionStatus.Crashed)]
    [InlineData("of tomorrow", 0, SessionStatus.Healthy)]
    public void ReadUpdate_Status_IsTheWorstThatItSays(string status, int errors, SessionStatus expected)
    {
        var payload = $$$"""{"started":"2020-02-07T14:16:00Z","status":"{{{status}}}","errors":{{{errors}}},"attrs":{"release":"a"}}""";

        Assert.Equal(expected, SessionReader.ReadUpdate(Encoding.UTF8.GetBytes(payload)).Report!.Status);
    }

    [Theory]
    [InlineData("\"\"", null)]
    [InlineData("\"00000000-0000-0000-0000-000000000000\"", null)]
    [InlineData("null", null)]
    [InlineData("7", "7")]
    [InlineData("{}", null)]
    public void ReadUpdate_User_IsNobodyWhenItNamesNone(string did, string? expected)
    {
        var payload = $$$"""{"started":1581084960.5,"did":{{{did}}},"attrs":{"release":"a","environment":"a/b"}}""";

        var report = SessionReader.ReadUpdate(Encoding.UTF8.GetBytes(payload)).Report!;

        Assert.Equal(expected, report.User);
        Assert.Equal("production", report.Attributes.Environment);
    }

    [Fact]
    public void Every_recorded_session_of_the_SDKs_is_read()
    {
        var read = 0;
        foreach (var file in Directory.EnumerateFiles(Corpus.File("sentry", "envelopes"), "*", SearchOption.AllDirectories))
        {
            var envelope = EnvelopeReader.Read(File.ReadAllBytes(file));
            foreach (var item in envelope.Items.Where(item => item.Kind is EnvelopeItemKind.Session or EnvelopeItemKind.Sessions))
            {
                var fault = item.Kind == EnvelopeItemKind.Session ? SessionReader.ReadUpdate(item.GetPayload()).Fault : SessionReader.ReadCounts(item.GetPayload(), 100).Fault;
                Assert.True(fault is null or "started: must be the time when the session began.", $"{file}: {fault}");
                read += fault is null ? 1 : 0;
            }
        }

        Assert.True(read >= 10, $"{read} sessions");
    }

    /// <summary>Whatever is sent is a report or a fault, never an exception.</summary>
    [Property(MaxTest = 500)]
    public Property Read_MutatedBytes_NeverThrows() => Prop.ForAll(
        Arb.From(Gen.ArrayOf(Gen.Choose(0, int.MaxValue))),
        mutations =>
        {
            var bytes = Encoding.UTF8.GetBytes(Full.Replace("\"init\"", "\"aggregates\":[{\"started\":1,\"exited\":1}],\"init\"", StringComparison.Ordinal));
            foreach (var mutation in mutations)
            {
                bytes[mutation % bytes.Length] = (byte)(mutation >> 12);
                var update = SessionReader.ReadUpdate(bytes);
                var counts = SessionReader.ReadCounts(bytes, 3);
                Assert.NotEqual(update.Report is null, update.Fault is null);
                Assert.NotEqual(counts.Report is null, counts.Fault is null);
            }
        });
}
