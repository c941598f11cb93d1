using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Yunhepan.FeedBot.Articles.Storage;

/// <summary>Converts a list of records to one text column, the same on both engines.</summary>
internal sealed class JsonList<T>() : ValueConverter<List<T>, string>(
    list => JsonSerializer.Serialize(list, Options),
    text => JsonSerializer.Deserialize<List<T>>(text, Options) ?? new List<T>())
    where T : notnull
{
    // Chinese stays readable in the column; nothing here is ever written into HTML.
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ValueComparer<List<T>> Comparer { get; } = new(
        (a, b) => ReferenceEquals(a, b) || (a != null && b != null && a.SequenceEqual(b)),
        list => list.Aggregate(0, (hash, item) => HashCode.Combine(hash, item)),
        list => list.ToList());
}
