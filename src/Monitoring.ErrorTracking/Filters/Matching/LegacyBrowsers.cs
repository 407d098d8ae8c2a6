using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Filters.Matching;

/// <summary>Tells browsers that are too old.</summary>
internal sealed class LegacyBrowsers(ImmutableArray<BrowserVersion> browsers)
{
    public bool Matches(FilterSubject subject)
    {
        if (subject.UserAgent.Length == 0 || UserAgents.Read(subject.UserAgent) is not var (browser, version))
        {
            return false;
        }

        foreach (var legacy in browsers)
        {
            if (legacy.Browser == browser)
            {
                return version < legacy.Below;
            }
        }

        return false;
    }
}
