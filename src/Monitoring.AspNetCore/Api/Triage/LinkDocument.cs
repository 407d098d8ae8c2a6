using System.ComponentModel;
using Monitoring.ErrorTracking.Triage.Links;

namespace Monitoring.AspNetCore.Api.Triage;

[Description("Leads from an issue to a ticket or another page.")]
internal sealed record LinkDocument
{
    public required string Id { get; init; }

    public required string IssueId { get; init; }

    public required string Url { get; init; }

    [Description("What it is called; may be empty.")]
    public required string Title { get; init; }

    [Description("The id of who set it.")]
    public required string AddedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public static LinkDocument Of(IssueLink link) => new()
    {
        Id = link.Id.ToString(),
        IssueId = link.IssueId.ToString(),
        Url = link.Url,
        Title = link.Title,
        AddedBy = link.ActorId,
        CreatedAt = link.CreatedAt,
    };
}
