namespace ConsoleShop;

/// <summary>Runs that are sessions: one that goes well, one with an error that is handled, one that crashes.</summary>
internal static class Sessions
{
    public static void Run(string kind)
    {
        using var sdk = SentrySdk.Init(options =>
        {
            options.AutoSessionTracking = kind != "explicit";
            options.IsGlobalModeEnabled = true;
            options.ShutdownTimeout = TimeSpan.FromMinutes(2);
        });
        switch (kind)
        {
            case "explicit":
                SentrySdk.StartSession();
                SentrySdk.EndSession();
                break;
            case "error":
                SentrySdk.CaptureException(new InvalidOperationException("the coupon is not known"));
                SentrySdk.CaptureException(new InvalidOperationException("the coupon is not known"));
                break;
            case "crash":
                // On a thread of its own nothing unwinds, and disposes of the SDK, before the runtime says that nobody handles it.
                var till = new Thread(() => throw new InvalidOperationException("the till is on fire"));
                till.Start();
                till.Join();
                break;
        }
    }
}
