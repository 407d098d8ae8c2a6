using Microsoft.Extensions.Time.Testing;
using Monitoring.ErrorTracking.Quotas;
using Monitoring.Projects;

namespace Monitoring.ErrorTracking.Tests.Quotas;

public sealed class KeyQuotasTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly KeyQuotas _quotas;

    public KeyQuotasTests() => _quotas = new KeyQuotas(_time);

    [Fact]
    public void TryAdmit_NoLimit_AdmitsAll()
    {
        Assert.All(Enumerable.Range(0, 1000), _ => Assert.True(_quotas.TryAdmit(Key("a", null), out var _)));
    }

    [Fact]
    public void TryAdmit_TwoKeys_CountApart()
    {
        Assert.True(_quotas.TryAdmit(Key("a", 1), out _));
        Assert.False(_quotas.TryAdmit(Key("a", 1), out _));
        Assert.True(_quotas.TryAdmit(Key("b", 1), out _));
    }

    [Fact]
    public void TryAdmit_LimitChanged_BeginsAnew()
    {
        Assert.True(_quotas.TryAdmit(Key("a", 1), out _));
        Assert.False(_quotas.TryAdmit(Key("a", 1), out _));

        Assert.True(_quotas.TryAdmit(Key("a", 2), out _));
        Assert.True(_quotas.TryAdmit(Key("a", 2), out _));
        Assert.False(_quotas.TryAdmit(Key("a", 2), out _));
    }

    [Fact]
    public void TryAdmit_ManyIdleKeys_AreForgotten()
    {
        for (var i = 0; i < 50_000; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            Assert.True(_quotas.TryAdmit(Key($"k{i}", 1), out _));
        }

        Assert.InRange(_quotas.Tracked, 1, 20_000);
    }

    [Theory]
    [InlineData(0.01, "1:default;error;security:key:key_quota")]
    [InlineData(1.5, "2:default;error;security:key:key_quota")]
    [InlineData(60, "60:default;error;security:key:key_quota")]
    public void Format_Wait_IsRoundedUp(double seconds, string expected)
    {
        Assert.Equal(expected, RateLimitHeader.Format(TimeSpan.FromSeconds(seconds), RateLimitHeader.Events, "key", "key_quota"));
    }

    private static ClientKey Key(string text, int? count)
    {
        Assert.True(PublicKey.TryParse(text, out var key));
        return new ClientKey
        {
            PublicKey = key,
            ProjectId = new ProjectId(1),
            Label = text,
            CreatedAt = default,
            RateLimit = count is { } limit ? new KeyRateLimit { Count = limit, Window = TimeSpan.FromMinutes(1) } : null,
        };
    }
}
