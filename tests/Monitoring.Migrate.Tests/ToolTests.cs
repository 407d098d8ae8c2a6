using Monitoring.Transfer;

namespace Monitoring.Migrate.Tests;

/// <summary>What the tool says and ends with.</summary>
public sealed class ToolTests
{
    [Theory]
    [InlineData("move")]
    [InlineData("copy")]
    [InlineData("copy", "--from", "litedb:a")]
    [InlineData("copy", "--from", "a-file", "--to", "litedb:b")]
    [InlineData("copy", "--from", "litedb:a", "--to")]
    [InlineData("copy", "--from", "litedb:/no/such/directory", "--to", "litedb:/no/such/other")]
    [InlineData("backup", "--from", "litedb:a", "--to", "litedb:b")]
    [InlineData("verify", "--from", "litedb:")]
    [InlineData("verify", "--from", "postgres:Nonsense=secret-one")]
    [InlineData("verify", "--from", "postgres:Password=secret-one;nonsense")]
    [InlineData("verify", "--from", "litedb:a", "--secret-one")]
    public async Task Arguments_that_make_no_sense_end_with_2(params string[] arguments)
    {
        var (code, said) = await RunAsync(arguments);

        Assert.Equal(ExitCodes.Usage, code);
        Assert.Contains("--help", said, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-one", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_is_away_ends_with_1_and_the_password_is_not_told()
    {
        var (code, said) = await RunAsync("verify", "--from", "postgres:Host=127.0.0.1;Port=1;Username=somebody;Password=secret-one;Timeout=1");

        Assert.Equal(ExitCodes.Failed, code);
        Assert.NotEmpty(said);
        Assert.DoesNotContain("secret-one", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connections_may_come_from_the_environment()
    {
        using var output = new StringWriter();

        var code = await Tool.RunAsync(
            ["verify"], name => name == "MONITORING_MIGRATE_FROM" ? "litedb:/no/such/directory" : null, output, output, isTerminal: false, TestContext.Current.CancellationToken);

        Assert.Equal(ExitCodes.Usage, code);
        Assert.Contains("/no/such/directory", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_tells_the_commands()
    {
        var (code, said) = await RunAsync("--help");

        Assert.Equal(ExitCodes.Fine, code);
        Assert.All(["copy", "backup", "restore", "verify", "MONITORING_MIGRATE_FROM"], word => Assert.Contains(word, said, StringComparison.Ordinal));
    }

    [Fact]
    public void A_bar_grows_with_the_events_and_stays_on_its_line()
    {
        var time = new Clock();
        using var output = new StringWriter();
        var progress = new Progress(output, isTerminal: true, time);

        time.Now = TimeSpan.FromSeconds(1);
        progress.Show(new RecordTotals());
        time.Now += TimeSpan.FromMilliseconds(1);
        progress.Show(new RecordTotals());
        progress.End();

        Assert.Equal(1, output.ToString().Count(character => character == '\r'));
        Assert.Contains("[..............................]", output.ToString(), StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Said)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        var code = await Tool.RunAsync(arguments, _ => null, output, output, isTerminal: false, TestContext.Current.CancellationToken);
        return (code, output.ToString());
    }

    private sealed class Clock : TimeProvider
    {
        public TimeSpan Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
