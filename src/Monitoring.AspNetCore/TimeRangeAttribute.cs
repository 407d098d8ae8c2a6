using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace Monitoring.AspNetCore;

/// <summary>Bounds a time span without the type converters of <see cref="RangeAttribute"/>, which trimming would break.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TimeRangeAttribute(string minimum, string maximum) : ValidationAttribute
{
    public override bool IsValid(object? value) => value is TimeSpan time && time >= Parse(minimum) && time <= Parse(maximum);

    public override string FormatErrorMessage(string name) => $"{name} must be from {minimum} to {maximum}.";

    private static TimeSpan Parse(string text) => TimeSpan.Parse(text, CultureInfo.InvariantCulture);
}
