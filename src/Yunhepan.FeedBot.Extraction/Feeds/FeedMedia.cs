using System.Globalization;

namespace Yunhepan.FeedBot.Extraction.Feeds;

/// <summary>Collects enclosures and pictures: RSS enclosure, Media RSS, iTunes, Atom links.</summary>
internal sealed class FeedMedia(FeedScope scope)
{
    /// <summary>A bound on the work, because each attachment is compared with all previous ones.</summary>
    private const int MostAttachments = 200;

    private readonly List<ParsedAttachment> _attachments = [];

    public string? Image { get; private set; }

    /// <summary>The stated width of <see cref="Image"/>: if one picture comes in two sizes, the larger one is shown.</summary>
    private int? _imageWidth;

    private TimeSpan? _duration;

    public void AddEnclosure(string? url, string? type, string? length, string? title = null, TimeSpan? duration = null)
    {
        if (_attachments.Count >= MostAttachments || scope.Url(url) is not { } address
            || _attachments.Exists(known => known.Url == address))
            return;
        var mime = Mime(type) ?? Guess(address);
        if (mime?.StartsWith("image/", StringComparison.Ordinal) == true)
            Image ??= address;
        _attachments.Add(new(address, mime, title, Size(length), duration));
    }

    /// <summary>Adds the media:* elements anywhere below an item: groups contain contents, contents contain thumbnails.</summary>
    public void AddMedia(FeedNode parent)
    {
        foreach (var node in parent.Children)
        {
            switch (node.Name)
            {
                case "media:group":
                    AddMedia(node);
                    break;
                case "media:content":
                    AddContent(node);
                    AddMedia(node);
                    break;
                case "media:thumbnail":
                    AddImage(node.Attribute("url") ?? node.InnerText(), node.Attribute("width"));
                    break;
                case "itunes:image" or "googleplay:image":
                    AddImage(node.Attribute("href") ?? node.Attribute("url") ?? node.InnerText());
                    break;
                case "itunes:link" when Links.IsRelation(node, "image"):
                    AddImage(node.Attribute("href"));
                    break;
                case "itunes:duration":
                    _duration ??= MediaDuration.Read(node.InnerText());
                    break;
            }
        }
    }

    /// <summary>Returns the picture of a podcast in any form that the iTunes vocabulary has used.</summary>
    public static string? Picture(FeedNode channel, FeedScope scope)
    {
        foreach (var node in channel.Children)
        {
            var isPicture = node.Name is "itunes:image" or "googleplay:image" or "media:thumbnail"
                || (node.Name == "itunes:link" && Links.IsRelation(node, "image"));
            if (isPicture && scope.Url(node.Attribute("href") ?? node.Attribute("url") ?? node.InnerText()) is { } address)
                return address;
        }

        return null;
    }

    public void AddImage(string? url, string? width = null)
    {
        int? pixels = int.TryParse(width?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        if ((Image is null || pixels > _imageWidth) && scope.Url(url) is { } address)
            (Image, _imageWidth) = (address, pixels);
    }

    /// <summary>Returns the attachments; a stated duration belongs to the first enclosure.</summary>
    public IReadOnlyList<ParsedAttachment> Attachments()
    {
        if (_duration is { } duration && _attachments is [{ Duration: null } first, ..])
            _attachments[0] = first with { Duration = duration };
        return _attachments;
    }

    private void AddContent(FeedNode node)
    {
        var url = node.Attribute("url");
        var type = node.Attribute("type");
        var medium = node.Attribute("medium")?.ToLowerInvariant();
        var isImage = medium == "image" || Mime(type)?.StartsWith("image/", StringComparison.Ordinal) == true
            || (medium is null && type is null && Guess(url ?? string.Empty)?.StartsWith("image/", StringComparison.Ordinal) == true);
        if (isImage)
            AddImage(url, node.Attribute("width"));
        if (string.IsNullOrWhiteSpace(url))
            return;
        var title = node.Child("media:title") is { } named ? FeedText.ReadRss(named).Inline() : null;
        AddEnclosure(
            url, type ?? (medium is "image" or "video" or "audio" ? Guess(url) ?? medium + "/*" : null), node.Attribute("filesize"), title);
        if (_attachments.Count > 0 && MediaDuration.Read(node.Attribute("duration")) is { } duration)
            _attachments[^1] = _attachments[^1] with { Duration = duration };
    }

    private static string? Mime(string? type)
    {
        var mime = type?.Trim().ToLowerInvariant();
        return mime is { Length: > 2 and < 100 } && mime.Contains('/', StringComparison.Ordinal) ? mime : null;
    }

    private static long? Size(string? length) =>
        long.TryParse(length?.Trim(), NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var size) && size > 0 ? size : null;

    private static string? Guess(string address)
    {
        var path = address.Split('?', '#')[0];
        return path[(path.LastIndexOf('.') + 1)..].ToLowerInvariant() switch
        {
            "mp3" => "audio/mpeg",
            "m4a" or "aac" => "audio/mp4",
            "ogg" or "oga" or "opus" => "audio/ogg",
            "wav" => "audio/wav",
            "mp4" or "m4v" => "video/mp4",
            "webm" => "video/webm",
            "mov" => "video/quicktime",
            "jpg" or "jpeg" => "image/jpeg",
            "png" => "image/png",
            "gif" => "image/gif",
            "webp" => "image/webp",
            "pdf" => "application/pdf",
            "zip" => "application/zip",
            "torrent" => "application/x-bittorrent",
            _ => null,
        };
    }
}
