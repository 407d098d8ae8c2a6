using System.ComponentModel;
using Monitoring.ErrorTracking.Grouping.Rules;

namespace Monitoring.AspNetCore.Api.Grouping;

internal sealed record RuleProblemDocument
{
    [Description("The line, from 1.")]
    public required int Line { get; init; }

    [Description("The column, from 1.")]
    public required int Column { get; init; }

    public required string Message { get; init; }

    [Description("What was probably meant.")]
    public required string? Suggestion { get; init; }

    public static RuleProblemDocument Of(RuleProblem problem) =>
        new() { Line = problem.Line, Column = problem.Column, Message = problem.Message, Suggestion = problem.Suggestion };
}
