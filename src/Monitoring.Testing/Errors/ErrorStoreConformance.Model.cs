using Monitoring.Testing.Models;
using Xunit;

namespace Monitoring.Testing.Errors;

/// <content>Whatever is done in whatever order, the store answers as the model does.</content>
public abstract partial class ErrorStoreConformance
{
    /// <summary>Makes the random runs the same each time; for tests of the suite itself.</summary>
    internal virtual ulong? FirstSeed => null;

    [Fact]
    public async Task Random_runs_go_as_in_the_model()
    {
        var runs = new RandomRuns<ErrorOperation>(ErrorOperations.Any, ErrorOperations.Shrink);

        await runs.CheckAsync(FirstSeed, Scale.Count(25, 500), Scale.Count(25, 60), async operations =>
        {
            await StartOverAsync();
            var run = new ErrorRun(() => Store, new ErrorModel(Setup.ReleaseOrder), Time, crash => crash ? CrashAsync() : ReopenAsync(), SettleAsync);
            await run.RunAsync(operations, Cancellation);
        });
    }
}
