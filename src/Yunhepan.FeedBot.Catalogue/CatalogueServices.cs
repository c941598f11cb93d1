using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Catalogue.Reading;

namespace Yunhepan.FeedBot.Catalogue;

public static class CatalogueServices
{
    extension(IServiceCollection services)
    {
        /// <summary>
        /// Registers feeds.json. The host adds an <see cref="ICronExpressions"/> and logging, a later stage adds the <see
        /// cref="CatalogueRules"/>; the host calls <see cref="CatalogueWatch.LoadAsync"/> before anything else starts, and <see
        /// cref="CatalogueWatch.ReloadAsync"/> every few seconds.
        /// </summary>
        /// <param name="feedsFile">The path of feeds.json.</param>
        public IServiceCollection AddCatalogue(string feedsFile)
        {
            services.AddSingleton(new CatalogueFile(feedsFile));
            services.AddSingleton<CatalogueReader>();
            services.AddSingleton<CatalogueWatch>();
            return services;
        }
    }
}
