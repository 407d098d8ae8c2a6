using System.Globalization;

namespace Monitoring.ErrorTracking.Searching;

/// <summary>What is wrong with a search.</summary>
/// <param name="Position">Where, from 0.</param>
/// <param name="Message">A sentence.</param>
internal sealed record QueryProblem(int Position, string Message)
{
    /// <summary>The sentence with the position, from 1.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Message} (position {Position + 1})");
}
