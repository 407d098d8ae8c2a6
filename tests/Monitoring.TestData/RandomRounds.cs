using System.Globalization;

namespace Monitoring.TestData;

/// <summary>Rounds of a test that chance makes, another one each time. A failure names the seed of its round, and <c>MONITORING_SEED</c> makes that one again.</summary>
public static class RandomRounds
{
    private const string SeedVariable = "MONITORING_SEED";

    /// <summary>Runs so many rounds; one alone when the environment gives its seed.</summary>
    public static async Task RunAsync(int rounds, Func<Random, Task> round)
    {
        var isGiven = int.TryParse(Environment.GetEnvironmentVariable(SeedVariable), CultureInfo.InvariantCulture, out var given);
        for (var i = 0; i < (isGiven ? 1 : rounds); i++)
        {
            var seed = isGiven ? given : Random.Shared.Next();
            try
            {
                await round(new Random(seed));
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                throw new InvalidOperationException($"Round {i + 1} failed; again with {SeedVariable}={seed}: {exception.Message}", exception);
            }
        }
    }
}
