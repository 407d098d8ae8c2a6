namespace Monitoring.ErrorTracking.Events.Reading;

/// <summary>How long a text may be, in characters (Unicode scalar values).</summary>
/// <param name="Max">The length a longer text is cut to, the three dots at its end included.</param>
/// <param name="Allowance">How much longer it may be without being cut.</param>
internal readonly record struct TextLimit(int Max, int Allowance = 0)
{
    public int Uncut => Max + Allowance;
}
