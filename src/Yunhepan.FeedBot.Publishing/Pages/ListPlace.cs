using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Yunhepan.FeedBot.Publishing.Pages;

/// <summary>The part of a list that a page shows.</summary>
/// <param name="Before">The article after which it begins; null for the newest ones.</param>
/// <param name="Number">The number of the page of a search, from 1.</param>
internal readonly record struct ListPlace(long? Before, int Number)
{
    /// <summary>The number of articles on one page.</summary>
    public const int Size = 30;

    /// <summary>A search is counted up to <see cref="PageTexts.MostCounted"/>, and shown no further.</summary>
    private const int MostPages = (PageTexts.MostCounted + Size - 1) / Size;

    public static ListPlace First { get; } = new(null, 1);

    public bool IsFirst => this == First;

    /// <summary>The query of its address; empty for the first page.</summary>
    public string Query => Before is { } before ? string.Create(CultureInfo.InvariantCulture, $"before={before}")
        : Number > 1 ? string.Create(CultureInfo.InvariantCulture, $"page={Number}") : "";

    /// <summary>Reads the place in a request; anything else is the first page.</summary>
    public static ListPlace Parse(HttpRequest request, bool isSearch)
    {
        if (isSearch)
            return int.TryParse(request.Query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number is > 1 and <= MostPages ? new ListPlace(null, number) : First;
        return long.TryParse(request.Query["before"], NumberStyles.None, CultureInfo.InvariantCulture, out var before) && before > 0
            ? new ListPlace(before, 1) : First;
    }
}
