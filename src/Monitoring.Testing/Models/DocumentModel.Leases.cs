using System.Collections.Immutable;
using Monitoring.Storage.Documents;
using Monitoring.Testing.Rendering;

namespace Monitoring.Testing.Models;

/// <content>Claims and leases.</content>
internal sealed partial record DocumentModel
{
    private (DocumentModel After, string? Wrong) ExplainClaim(DocumentCommand.Claim command, ImmutableArray<TimerClaim> claims, DateTimeOffset now)
    {
        var free = Timers
            .Where(timer => timer.Key.Item2.Kind == command.Kind && timer.Value.Schedule.DueAt <= now && timer.Value.LeaseUntil <= now)
            .ToDictionary(timer => timer.Key, timer => timer.Value);
        var due = free.Values.Select(timer => timer.Schedule.DueAt).Order().Take(command.Max);
        if (!due.SequenceEqual(claims.Select(claim => claim.DueAt)))
        {
            return (this, Difference.Find("claims due", Render.List(due, at => Render.Instant(at)), Render.List(claims, claim => Render.Instant(claim.DueAt))) ?? "claims");
        }

        var after = this;
        foreach (var claim in claims)
        {
            var key = (claim.Partition, claim.Timer);
            if (!free.Remove(key, out var timer))
            {
                return (this, $"a claim that cannot be: {RenderDocuments.Claim(claim)}");
            }

            var expected = claim with { DueAt = timer.Schedule.DueAt, Payload = timer.Schedule.Payload, Attempt = timer.Attempt + 1, LeaseUntil = now + command.LeaseFor };
            var wrong = Difference.Find("claim", RenderDocuments.Claim(expected), RenderDocuments.Claim(claim))
                ?? (GivenClaims.Any(given => (given.Partition, given.Timer) == key && given.Epoch >= claim.Epoch) ? $"epoch {claim.Epoch} of {claim.Timer} is not above the former" : null);
            if (wrong is not null)
            {
                return (this, wrong);
            }

            after = after with
            {
                Timers = after.Timers.SetItem(key, timer with { Epoch = claim.Epoch, Attempt = claim.Attempt, LeaseUntil = claim.LeaseUntil }),
                GivenClaims = after.GivenClaims.Add(claim),
            };
        }

        return (after, null);
    }

    private (DocumentModel After, string? Wrong) ExplainAcquire(DocumentCommand.Acquire command, Lease? lease, DateTimeOffset now)
    {
        var last = Leases.GetValueOrDefault(command.Name);
        var runs = last is not null && last.Until > now;
        if (runs && last!.Owner != command.Owner)
        {
            return (this, lease is null ? null : $"lease {lease} though {last.Owner} holds it");
        }

        if (lease is null)
        {
            return (this, $"no lease though nobody holds it");
        }

        var epochFits = runs ? lease.Epoch == last!.Epoch : lease.Epoch > (last?.Epoch ?? 0);
        var expected = new Lease { Name = command.Name, Owner = command.Owner, Epoch = epochFits ? lease.Epoch : -1, Until = now + command.LeaseFor };
        return (this with { Leases = Leases.SetItem(command.Name, lease), GivenLeases = GivenLeases.Add(lease) }, Difference.Find("lease", $"{expected}", $"{lease}"));
    }
}
