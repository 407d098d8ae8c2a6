namespace ConsoleShop;

/// <summary>A job under a monitor.</summary>
internal static class Job
{
    public static async Task RunAsync()
    {
        var id = SentrySdk.CaptureCheckIn("dotnet-nightly", CheckInStatus.InProgress, configureMonitorOptions: options =>
        {
            options.Interval("0 2 * * *");
            options.CheckInMargin = TimeSpan.FromMinutes(5);
            options.MaxRuntime = TimeSpan.FromMinutes(30);
            options.TimeZone = "Europe/Prague";
            options.FailureIssueThreshold = 1;
            options.RecoveryThreshold = 2;
        });
        await Task.Delay(200);
        SentrySdk.CaptureCheckIn("dotnet-nightly", CheckInStatus.Error, id, TimeSpan.FromSeconds(1.5));
        await SentrySdk.FlushAsync(TimeSpan.FromMinutes(2));
    }
}
