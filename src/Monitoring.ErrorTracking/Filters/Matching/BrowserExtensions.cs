using System.Buffers;
using Monitoring.ErrorTracking.Events;

namespace Monitoring.ErrorTracking.Filters.Matching;

/// <summary>
/// Tells faults of extensions of the browser: by the place where the crash frame's code comes from, and by messages that only extensions and tool bars make.
/// A frame of an extension further out is none, because extensions wrap the page's own code.
/// </summary>
internal static class BrowserExtensions
{
    private static readonly SearchValues<string> Places = SearchValues.Create(
        [
            "chrome-extension:", "moz-extension:", "safari-extension:", "safari-web-extension:", "ms-browser-extension:", "edge-extension:", "opera-extension:", "extension:",
            "chrome://", "resource://", "webkit-masked-url:", "@user-script:", "user-script:", "userscript.html", "app:///extensions/",
        ],
        StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> Messages = SearchValues.Create(
        [
            "Extension context invalidated", "Could not establish connection. Receiving end does not exist", "The message port closed before a response was received",
            "Attempting to use a disconnected port object", "Invalid call to runtime.sendMessage", "runtime.sendMessage(). Tab not found", "chrome.runtime", "browser.runtime",
            "Can't find variable: gmo", "Can't find variable: ZiteReader", "Can't find variable: __gCrWeb", "__gCrWeb.", "__firefox__", "webkit.messageHandlers",
            "top.GLOBALS", "originalCreateNotification", "canvas.contentDocument", "MyApp_RemoveAllHighlights", "jigsaw is not defined", "ComboSearch is not defined",
            "atomicFindClose", "fb_xd_fragment", "bmi_SafeAddOnload", "EBCallBackMessageReceived", "conduitPage", "_avast_submit", "kaspersky", "instantSearchSDKJSBridgeClearHighlight",
            "AutoFillPopupClose", "vid_mate_check is not defined", "ethereum.selectedAddress", "Cannot redefine property: ethereum", "SymBrowser_ModifyWindowOpen",
        ],
        StringComparison.OrdinalIgnoreCase);

    public static bool Matches(FilterSubject subject)
    {
        var errorEvent = subject.Event;
        if (errorEvent.Platform != "javascript")
        {
            return false;
        }

        return errorEvent.Exceptions is [.., var exception] && (IsMade(exception.Value) || IsPlace(exception.StackTrace));
    }

    private static bool IsMade(string? message) => message is not null && message.AsSpan().ContainsAny(Messages);

    private static bool IsPlace(StackTrace? trace)
    {
        var frames = trace?.Frames ?? [];
        for (var index = frames.Length - 1; index >= 0; index--)
        {
            if ((frames[index].AbsolutePath ?? frames[index].FileName) is { Length: > 0 } path and not ("<anonymous>" or "[native code]"))
            {
                return path.AsSpan().IndexOfAny(Places) == 0;
            }
        }

        return false;
    }
}
