namespace Monitoring.Migrate;

/// <summary>Where the process begins.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            stop.Cancel();
        };
        return await Tool.RunAsync(args, Environment.GetEnvironmentVariable, Console.Out, Console.Error, !Console.IsOutputRedirected, stop.Token);
    }
}
