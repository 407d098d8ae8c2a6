using Monitoring.ErrorTracking.Backends.Sentry.Answers;

namespace Monitoring.ErrorTracking.Tests.Backends;

public sealed class LinkHeaderTests
{
    [Theory]
    [InlineData(SentryAnswers.Next, "0:25:0")]
    [InlineData(SentryAnswers.Last, null)]
    [InlineData("", null)]
    [InlineData("<https://a/?x=1,2>; rel=\"next\"; results=\"true\"; cursor=\"a%2Bb\"", "a+b")]
    [InlineData("<https://a/>; cursor=\"c\"; results=\"true\"; rel=\"next\"", "c")]
    [InlineData("<https://a/>; rel=\"next\"; cursor=\"c\"", "c")]
    [InlineData("<https://a/>; rel=\"next\"; results=\"true\"; cursor=\"\"", null)]
    [InlineData("<https://a/>; rel=\"next", null)]
    [InlineData("rel=\"next\"; results=\"true\"; cursor=\"c\"", null)]
    public void Next_Header_IsTheCursorOfTheNextPage(string header, string? cursor) => Assert.Equal(cursor, LinkHeader.Next(header));
}
