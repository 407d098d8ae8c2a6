using System.ComponentModel;
using Monitoring.ErrorTracking.Grouping.Inspection;

namespace Monitoring.AspNetCore.Api.Grouping;

[Description("The first value that keeps two events apart.")]
internal sealed record DifferenceDocument
{
    public required string Variant { get; init; }

    public required string? FirstPath { get; init; }

    public required string? FirstValue { get; init; }

    public required string? SecondPath { get; init; }

    public required string? SecondValue { get; init; }

    public required string Text { get; init; }

    public static DifferenceDocument Of(GroupingDifference difference) => new()
    {
        Variant = difference.Variant,
        FirstPath = difference.FirstPath,
        FirstValue = difference.FirstValue,
        SecondPath = difference.SecondPath,
        SecondValue = difference.SecondValue,
        Text = difference.Text,
    };
}
