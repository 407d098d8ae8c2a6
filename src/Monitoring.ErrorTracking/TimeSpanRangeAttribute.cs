using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace Monitoring.ErrorTracking;

/// <summary>The range of a time span. <see cref="RangeAttribute"/> reads its bounds by reflection, which trimming breaks.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TimeSpanRangeAttribute(string minimum, string maximum) : ValidationAttribute
{
    public string Minimum { get; } = minimum;

    public string Maximum { get; } = maximum;

    public override bool IsValid(object? value) => value is null || (value is TimeSpan span && span >= Parse(Minimum) && span <= Parse(Maximum));

    public override string FormatErrorMessage(string name) => $"{name} must be between {Minimum} and {Maximum}.";

    private static TimeSpan Parse(string text) => TimeSpan.ParseExact(text, "c", CultureInfo.InvariantCulture);
}
