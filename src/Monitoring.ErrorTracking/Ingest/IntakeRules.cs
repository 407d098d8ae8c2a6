using System.Collections.Frozen;
using Monitoring.ErrorTracking.Filters.Matching;
using Monitoring.ErrorTracking.Grouping.Settings;
using Monitoring.ErrorTracking.Quotas.Counting;
using Monitoring.ErrorTracking.Sampling.Deciding;
using Monitoring.ErrorTracking.Scrubbing.Passes;

namespace Monitoring.ErrorTracking.Ingest;

/// <summary>What a project says about what is sent to it; see <see cref="Sender"/>.</summary>
internal readonly record struct IntakeRules(
    Scrubber Scrubber, ProjectQuota Quota, CompiledFilters Filters, ProjectSampler Sampler, ProjectGrouping Grouping, FrozenSet<GroupingHash> Discarded);
