using System.ComponentModel;
using Monitoring.ErrorTracking.Ownership;

namespace Monitoring.AspNetCore.Api.Ownership;

[Description("Who owns which part of the code. The lines of codeOwners come first, then those of rules; the last one that fits tells the owners.")]
internal sealed record OwnershipDocument
{
    [Description("A line for each rule: path:, module:, url: or tags.NAME: with a pattern, then owners.")]
    public string? Rules { get; init; }

    [Description("A CODEOWNERS file.")]
    public string? CodeOwners { get; init; }

    [Description("Whether an issue that is opened or comes back is assigned to the first of its owners who is a member.")]
    public bool AssignsOwner { get; init; }

    public static OwnershipDocument Of(OwnershipSettings settings) =>
        new() { Rules = settings.Rules, CodeOwners = settings.CodeOwners, AssignsOwner = settings.AssignsOwner };

    public OwnershipSettings ToSettings() => new() { Rules = Rules ?? "", CodeOwners = CodeOwners ?? "", AssignsOwner = AssignsOwner };
}
