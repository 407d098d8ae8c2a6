namespace Monitoring.Incidents.TimeIntervals;

/// <summary>From a number to another, both included.</summary>
internal readonly record struct NumberRange(int Begin, int End)
{
    public bool Contains(int number) => Begin <= number && number <= End;
}
