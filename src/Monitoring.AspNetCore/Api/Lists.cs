using Monitoring.Storage;

namespace Monitoring.AspNetCore.Api;

/// <summary>Makes lists of pages.</summary>
internal static class Lists
{
    public static ListDocument<TDto> ToList<T, TDto>(this Page<T> page, Func<T, TDto> shape) =>
        new() { Items = [.. page.Items.Select(shape)], Next = page.Next };
}
