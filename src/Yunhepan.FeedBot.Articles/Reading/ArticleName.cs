using System.Globalization;

namespace Yunhepan.FeedBot.Articles.Reading;

/// <summary>
/// The ways in which people name an article: by its number, by its id in feeds (<c>urn:uuid:…</c>), by the address of its page
/// here, or by its address on its own site.
/// </summary>
/// <param name="Id">The number.</param>
/// <param name="PublicId">The id in feeds and in our addresses.</param>
/// <param name="Address">Any absolute http(s) address.</param>
internal sealed record ArticleName(long? Id, Guid? PublicId, string? Address)
{
    private const string Urn = "urn:uuid:";

    public static ArticleName Parse(string named)
    {
        ArgumentNullException.ThrowIfNull(named);
        var text = named.Trim();
        if (long.TryParse(text.StartsWith('#') ? text.AsSpan(1) : text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return new ArticleName(number, null, null);
        if (Guid.TryParse(text.StartsWith(Urn, StringComparison.OrdinalIgnoreCase) ? text.AsSpan(Urn.Length) : text, out var id))
            return new ArticleName(null, id, null);
        var address = Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? text : null;
        return new ArticleName(null, IdIn(address is null ? text : uri!.AbsolutePath), address);
    }

    /// <summary>
    /// Returns the id in the address of one of our pages, at any base address: <c>…/article/ID</c>, with any suffix.
    /// </summary>
    private static Guid? IdIn(string path)
    {
        var segments = path.Split('?', '#')[0].Split('/', StringSplitOptions.RemoveEmptyEntries);
        var at = Array.FindIndex(segments, s => s.Equals("article", StringComparison.OrdinalIgnoreCase));
        return at >= 0 && at + 1 < segments.Length && Guid.TryParse(segments[at + 1], out var id) ? id : null;
    }
}
