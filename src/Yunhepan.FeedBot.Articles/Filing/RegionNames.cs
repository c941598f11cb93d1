using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Articles.Filing;

/// <summary>
/// Decides whether an article names a region: in its title, or with its full name at the beginning of the text.
/// </summary>
internal static class RegionNames
{
    /// <summary>The length of the beginning of the text in which a place is the location, not just a mention.</summary>
    private const int Beginning = 120;

    private const char LastLatin = '\u024F';

    public static string? Reason(Region region, CategorySubject subject)
    {
        List<string> names = [.. region.Name.All.Select(CategoryRule.Fold)];
        if (names.Append(Short(names[0])).FirstOrDefault(n => n.Length >= 2 && CategoryRule.Contains(subject.Title, n)) is { } named)
            return $"title: {named}";

        var start = subject.All.Length > subject.Title.Length ? subject.All[(subject.Title.Length + 1)..] : "";
        start = start.Length > Beginning ? start[..Beginning] : start;
        // A Latin name there is often that of something else: "Essex Street".
        return names.Find(name => name.Length >= 3 && name[0] > LastLatin && CategoryRule.Contains(start, name)) is { } located
            ? $"text: {located}" : null;
    }

    /// <summary>
    /// Returns the short name: people say 曲阜 for 曲阜市, but 市中 is not a short name of 市中区, so names of districts stay complete.
    /// </summary>
    private static string Short(string name) => name.Length >= 3 && name[^1] is '市' or '县' ? name[..^1] : "";
}
