using Monitoring.Commands;
using Monitoring.Storage;

namespace Monitoring.ErrorTracking;

/// <summary>Pages of lists, as callers ask for them: a limit out of range and a foreign cursor are their mistakes, and results.</summary>
internal static class Pages
{
    /// <summary>How many items a page has at most.</summary>
    public const int MaxLimit = 100;

    /// <summary>What is wrong with a limit; null when nothing is.</summary>
    public static string? FindFault(int limit) => limit is >= 1 and <= MaxLimit ? null : $"limit: must be from 1 to {MaxLimit}.";

    /// <summary>A cursor that the store did not make for this list.</summary>
    public static CommandResult<T> ForeignCursor<T>()
        where T : class => CommandResults.Invalid<T>("cursor: is none of this list.");

    /// <summary>Reads a page when its limit is one.</summary>
    public static async ValueTask<CommandResult<Page<T>>> ReadAsync<T>(int limit, Func<ValueTask<Page<T>>> read)
    {
        if (FindFault(limit) is { } fault)
        {
            return CommandResults.Invalid<Page<T>>(fault);
        }

        try
        {
            return CommandResults.Done(await read().ConfigureAwait(false));
        }
        catch (InvalidCursorException)
        {
            return ForeignCursor<Page<T>>();
        }
    }
}
