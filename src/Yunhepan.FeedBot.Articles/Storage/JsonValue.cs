using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Yunhepan.FeedBot.Articles.Storage;

/// <summary>Converts a record to one text column, the same on both engines; null stays null.</summary>
internal sealed class JsonValue<T>() : ValueConverter<T, string>(
    value => JsonSerializer.Serialize(value, Options),
    text => JsonSerializer.Deserialize<T>(text, Options)!)
    where T : class
{
    // Chinese stays readable in the column; nothing here is ever written into HTML.
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
