using System.Collections.Immutable;
using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Xunit.Sdk;

namespace Monitoring.Testing.Models;

/// <summary>
/// Tries random lists of steps, makes a list that fails as short as it can, and tells it with the seed that makes it again.
/// </summary>
/// <remarks>FsCheck makes the steps; its own runner would block a thread for every asynchronous call.</remarks>
internal sealed class RandomRuns<TOperation>(Gen<TOperation> operation, Func<TOperation, IEnumerable<TOperation>> shrink)
    where TOperation : class
{
    private const string SeedVariable = "MONITORING_SEED";
    private const int MaxTries = 2_000;

    /// <param name="firstSeed">The seed of the first run, counted up for the next; <see langword="null"/> for another one each time.</param>
    /// <param name="runs">How many runs; one when the environment gives a seed.</param>
    /// <param name="length">The most steps of a run.</param>
    /// <param name="run">Takes the steps and throws when something is wrong.</param>
    public async Task CheckAsync(ulong? firstSeed, int runs, int length, Func<ImmutableArray<TOperation>, Task> run)
    {
        var again = ulong.TryParse(Environment.GetEnvironmentVariable(SeedVariable), CultureInfo.InvariantCulture, out var given);
        var seed = again ? given : firstSeed ?? (ulong)Random.Shared.NextInt64();
        for (var i = 0; i < (again ? 1 : runs); i++, seed++)
        {
            var steps = Make(seed, length);
            if (await FailureAsync(run, steps) is { } failure)
            {
                var (shortest, message) = await ShortenAsync(run, steps, failure);
                var listed = string.Join(Environment.NewLine, shortest.Select((step, number) => $"  {number + 1}. {step}"));
                throw new XunitException($"{message}{Environment.NewLine}after {shortest.Length} steps (of {steps.Length}; again with {SeedVariable}={seed}):{Environment.NewLine}{listed}");
            }
        }
    }

    /// <summary>The length follows from the seed too, so that the seed alone makes the list again.</summary>
    private ImmutableArray<TOperation> Make(ulong seed, int most) =>
        [.. Gen.Choose(1, most).SelectMany(length => Gen.ListOf(operation, length)).Sample(1, new Rnd(seed), 8).Single()];

    private static async Task<string?> FailureAsync(Func<ImmutableArray<TOperation>, Task> run, ImmutableArray<TOperation> steps)
    {
        try
        {
            await run(steps);
            return null;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return exception is XunitException ? exception.Message : exception.ToString();
        }
    }

    private async Task<(ImmutableArray<TOperation> Steps, string Message)> ShortenAsync(
        Func<ImmutableArray<TOperation>, Task> run, ImmutableArray<TOperation> steps, string message)
    {
        var tries = 0;
        bool shorter;
        do
        {
            shorter = false;
            foreach (var candidate in Candidates(steps))
            {
                if (++tries > MaxTries)
                {
                    return (steps, message);
                }

                if (await FailureAsync(run, candidate) is { } failure)
                {
                    (steps, message, shorter) = (candidate, failure, true);
                    break;
                }
            }
        }
        while (shorter);

        return (steps, message);
    }

    /// <summary>The list without a stretch, the longest first; then with one step made simpler.</summary>
    private IEnumerable<ImmutableArray<TOperation>> Candidates(ImmutableArray<TOperation> steps)
    {
        for (var length = steps.Length / 2; length >= 1; length /= 2)
        {
            for (var start = steps.Length - length; start >= 0; start -= length)
            {
                yield return steps.RemoveRange(start, length);
            }
        }

        for (var i = 0; i < steps.Length; i++)
        {
            foreach (var simpler in shrink(steps[i]))
            {
                yield return steps.SetItem(i, simpler);
            }
        }
    }
}
