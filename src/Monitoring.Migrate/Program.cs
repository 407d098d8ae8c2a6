using Monitoring.Migrate;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};
return await Tool.RunAsync(args, Environment.GetEnvironmentVariable, Console.Out, Console.Error, !Console.IsOutputRedirected, stop.Token);
