using Monitoring.Storage.Documents;
using Monitoring.Storage.Transfer;

namespace Monitoring.Storage.InMemory.Documents;

/// <summary>The leases. A lease that was given back stays, run out, so that its epoch never falls.</summary>
internal sealed class LeaseTable(TimeProvider time)
{
    private readonly Dictionary<string, Lease> _leases = new(StringComparer.Ordinal);

    public Lease? Acquire(string name, string owner, TimeSpan leaseFor)
    {
        var now = time.GetUtcNow();
        var last = _leases.GetValueOrDefault(name);
        var runs = last is not null && last.Until > now;
        if (runs && last!.Owner != owner)
        {
            return null;
        }

        var epoch = runs ? last!.Epoch : (last?.Epoch ?? 0) + 1;
        return _leases[name] = new Lease { Name = name, Owner = owner, Epoch = epoch, Until = now + leaseFor };
    }

    public void Release(Lease lease)
    {
        if (Holds(lease))
        {
            _leases[lease.Name] = _leases[lease.Name] with { Until = DateTimeOffset.MinValue };
        }
    }

    public IEnumerable<DocumentStoreRecord> Export() =>
        _leases.Values.OrderBy(lease => lease.Name, StringComparer.Ordinal).Select(lease => new DocumentStoreRecord.Lease { Last = lease });

    public void Import(Lease lease) => _leases[lease.Name] = lease;

    public bool Holds(Lease lease) =>
        _leases.TryGetValue(lease.Name, out var last) && last.Epoch == lease.Epoch && last.Owner == lease.Owner && last.Until > time.GetUtcNow();
}
